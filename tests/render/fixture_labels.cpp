// The words of the fixtures' pictures, in both languages.

#include "tests/render/fixtures.h"

namespace fixtures {
namespace {

/// Of what is not always there: pipelines, pre-votes, leases, configurations.
void addEnglishFeatures(render::PictureLabels& labels) {
    labels.onTheirWay = "{count} on their way";
    labels.probe = "Probe";
    labels.snapshotProgress = "Snapshot";
    labels.altOnTheirWay = "{node}: entries {first} to {last} are on their way to it";
    labels.altProgress = "how the leader sends to {node}: {progress}";
    labels.legendOnTheirWay = "hatched: entries sent ahead of the answers";
    labels.legendRead = "flag: a read waits at its index";
    labels.legendConfig = "between two bars: a configuration";
    labels.legendSession = "name in a frame: a client's session begins";
    labels.legendExpired = "hourglass: refused, its session has expired";
    labels.opensSession = "open session";
    labels.opensSessionFor = "opens a session for {client}";
    labels.clientExpired = "{command}: session expired";
    labels.clientExpiredShort = "{command} expired";
    labels.legendPreVote = "hollow: a pre-vote, it binds nobody";
    labels.legendLease = "arc: what is left of the lease";
    labels.legendClock = "clock n×: how fast its own clock runs";
    labels.legendClockOffset = "clock ±n: how far it was set ahead or back";
    labels.legendUnwritten = "torn edge: not on disk yet";
    labels.clockOffset = "clock {ms} ms";
    labels.clockBoth = "clock {rate}×, {ms} ms";
    labels.asksFirst = "times out, asks first";
    labels.timesOutAgain = "times out, asks again";
    labels.wouldWin = "a majority would vote for it";
    labels.standsAtOnce = "stands at once";
    labels.jointCommitted = "C_old,new → C_new";
    labels.newCommitted = "C_new";
}

void addChineseFeatures(render::PictureLabels& labels) {
    labels.onTheirWay = "{count} 条在路上";
    labels.probe = "Probe";
    labels.snapshotProgress = "Snapshot";
    labels.altOnTheirWay = "{node}：第 {first} 到第 {last} 条正在路上";
    labels.altProgress = "领导人向 {node} 发送的方式：{progress}";
    labels.legendOnTheirWay = "阴影：不等答复就先发出的条目";
    labels.legendRead = "小旗：读请求在其下标处等待";
    labels.legendConfig = "两竖线之间：成员配置";
    labels.legendSession = "框中名字：客户端的会话由此建立";
    labels.legendExpired = "沙漏：会话已过期，请求被拒";
    labels.opensSession = "建立会话";
    labels.opensSessionFor = "为 {client} 建立会话";
    labels.clientExpired = "{command}：会话已过期";
    labels.clientExpiredShort = "{command} 已过期";
    labels.legendPreVote = "空心：预投票，对谁都没有约束";
    labels.legendLease = "弧：租约还剩多少";
    labels.legendClock = "时钟 n×：它自己的时钟走得多快";
    labels.legendClockOffset = "时钟 ±n：它被拨快或拨慢了多少";
    labels.legendUnwritten = "锯齿底边：尚未写入磁盘";
    labels.clockOffset = "时钟 {ms} 毫秒";
    labels.clockBoth = "时钟 {rate}×，{ms} 毫秒";
    labels.asksFirst = "超时，先问";
    labels.timesOutAgain = "超时，再问";
    labels.wouldWin = "多数表示会投票";
    labels.standsAtOnce = "直接参选";
    labels.jointCommitted = "C_old,new → C_new";
    labels.newCommitted = "C_new";
}

/// Of the pictures that stand beside ring, logs and diagram.
void addEnglishPictures(render::PictureLabels& labels) {
    labels.startsUp = "starts up";
    labels.startsElection = "times out, starts election";
    labels.startsNewElection = "times out, new election";
    labels.winsElection = "receives votes from majority";
    labels.findsLeader = "discovers current leader or new term";
    labels.findsHigherTerm = "discovers server with higher term";
    labels.altRoles = "The servers in their states";
    labels.altRoleArrow = "{nodes}: {arrow}";
    labels.noLeader = "no leader";
    labels.altTerms = "The terms of all servers over time";
    labels.altIdle = "{ms} ms in which nothing happens";
    labels.altTermLed = "{node} in term {term}, which has a leader";
    labels.altTermUnled = "{node} in term {term}, which has no leader";
    labels.election = "{node}, term {term}";
    labels.preElection = "{node}, pre-votes for term {term}";
    labels.entry = "entry {index}: {command}";
    labels.yesOf = "{yes} of {servers}";
    labels.majority = "majority: {quorum}";
    labels.inAll = "in every majority";
    labels.altInAll = "In every majority: {nodes}";
    labels.elected = "elected";
    labels.committedKnown = "committed, {node} knows";
    labels.olderTerm = "older term: does not count";
    labels.nothingToCount = "Nobody asks for votes, and there is no entry to count.";
    labels.voteYes = "granted";
    labels.voteNo = "refused";
    labels.voteOnItsWay = "granted, on its way";
    labels.voteOpen = "no answer yet";
    labels.copyKnown = "stored, the leader knows";
    labels.copyUnknown = "stored, seen by us";
    labels.copyMissing = "not stored";
    labels.altVotes = "Who has said yes";
    labels.altAnswer = "{node}: {answer}";
    labels.clientAnswer = "{command} → {value}";
    labels.asksAgain = "asks {node}";
    labels.noCalls = "No client has asked for anything yet.";
    labels.altClients = "What the clients asked, over time";
    labels.altCall = "{client}: {command}, from {from} ms to {to} ms";
    labels.altCallOpen = "{client}: {command}, since {from} ms, no answer yet";
    labels.termsToLeader = "Terms until there is a leader";
    labels.timeToLeader = "Elections that are over, by time";
    labels.medianOf = "median {value}";
    labels.electedOf = "{elected} of {elections} elected";
    labels.share = "{percent}%";
    labels.noSurvey = "Run many elections to see how long they take.";
    labels.altHistogram = "Many elections: terms and time until there is a leader";
    labels.altBar = "{series}, term {from}: {share}";
}

/// Of the pictures that stand beside ring, logs and diagram.
void addChinesePictures(render::PictureLabels& labels) {
    labels.startsUp = "启动";
    labels.startsElection = "超时，发起选举";
    labels.startsNewElection = "超时，再次选举";
    labels.winsElection = "获得多数选票";
    labels.findsLeader = "发现当前领导者或新任期";
    labels.findsHigherTerm = "发现任期更高的服务器";
    labels.altRoles = "各服务器所处的状态";
    labels.altRoleArrow = "{nodes}：{arrow}";
    labels.noLeader = "没有领导者";
    labels.altTerms = "所有服务器的任期随时间的变化";
    labels.altIdle = "其间 {ms} ms 没有任何事件";
    labels.altTermLed = "{node} 处于任期 {term}，该任期有领导者";
    labels.altTermUnled = "{node} 处于任期 {term}，该任期没有领导者";
    labels.election = "{node}，任期 {term}";
    labels.preElection = "{node}，任期 {term} 的预投票";
    labels.entry = "第 {index} 条：{command}";
    labels.yesOf = "{yes} / {servers}";
    labels.majority = "多数：{quorum}";
    labels.inAll = "在每个多数派中";
    labels.altInAll = "在每个多数派中：{nodes}";
    labels.elected = "已当选";
    labels.committedKnown = "{node} 知道已提交";
    labels.olderTerm = "属于旧任期，不算数";
    labels.nothingToCount = "没有人在拉票，也没有条目可数。";
    labels.voteYes = "同意";
    labels.voteNo = "拒绝";
    labels.voteOnItsWay = "同意，还在路上";
    labels.voteOpen = "尚未答复";
    labels.copyKnown = "已存储，领导者知道";
    labels.copyUnknown = "已存储，只有我们看得到";
    labels.copyMissing = "未存储";
    labels.altVotes = "谁同意了";
    labels.altAnswer = "{node}：{answer}";
    labels.clientAnswer = "{command} → {value}";
    labels.asksAgain = "问 {node}";
    labels.noCalls = "还没有客户端提出请求。";
    labels.altClients = "客户端的请求随时间的变化";
    labels.altCall = "{client}：{command}，{from} 到 {to} 毫秒";
    labels.altCallOpen = "{client}：{command}，自 {from} 毫秒起，尚无答复";
    labels.termsToLeader = "选出领导者用了几个任期";
    labels.timeToLeader = "到某时刻已结束的选举";
    labels.medianOf = "中位数 {value}";
    labels.electedOf = "{elections} 次中选出 {elected} 次";
    labels.share = "{percent}%";
    labels.noSurvey = "运行许多次选举，看看要多久。";
    labels.altHistogram = "许多次选举：选出领导者所用的任期和时间";
    labels.altBar = "{series}，任期 {from}：{share}";
}

}  // namespace

render::PictureLabels englishLabels() {
    render::PictureLabels labels;
    labels.follower = "follower";
    labels.preCandidate = "pre-candidate";
    labels.candidate = "candidate";
    labels.leader = "leader";
    labels.down = "down";
    labels.paused = "paused";
    labels.onDisk = "on disk";
    labels.votesOf = "votes {votes} of {servers}";
    labels.preVotesOf = "pre-votes {votes} of {servers}";
    labels.preVotesOfBoth = "pre-votes {oldVotes} of {oldServers} + {newVotes} of {newServers}";
    labels.votesOfBoth = "votes {oldVotes} of {oldServers} + {newVotes} of {newServers}";
    labels.joint = "C_old,new";
    labels.oldHalf = "C_old";
    labels.newHalf = "C_new";
    labels.learner = "learner: no vote";
    labels.outside = "outside";
    labels.membersOf = "members as {node} has them";
    labels.hasMembers = "has {members}";
    labels.notAsked = "does not count";
    labels.voter = "voter";
    labels.configFirst = "as the cluster began";
    labels.configCommitted = "entry {index}, committed";
    labels.configOpen = "entry {index}, not committed";
    labels.altConfigs = "What each server takes for the configuration";
    labels.committedSeenByUs = "committed, seen by us";
    labels.applied = "applied";
    labels.clientOk = "{command} OK";
    labels.clientFailed = "{command} failed";
    labels.clientWaits = "{command} …";
    labels.termNumber = "term {term}";
    labels.milliseconds = "{ms} ms";
    labels.crash = "crash";
    labels.restart = "restart";
    labels.commit = "commit";
    labels.violation = "violation";
    labels.timeOut = "times out";
    labels.cut = "cut";
    labels.mend = "mended";
    labels.pause = "pause";
    labels.resume = "resumes";
    labels.someLeftOut = "Not all messages are drawn: zoom in";
    labels.messagesLeftOut = "Too much happened here to draw messages: zoom in";
    labels.altRing = "The servers and the messages between them";
    labels.altLogs = "The logs of all servers";
    labels.altTime = "Roles and messages over time";
    labels.altUnknown = "{node}: unknown";
    labels.altNode = "{node}: {role}, term {term}";
    labels.altMessage = "{kind} from {from} to {to}";
    labels.altCommitted = "{node}, entry {index}: {command} of term {term}, known here to be committed";
    labels.altUncommitted = "{node}, entry {index}: {command} of term {term}";
    labels.altUnwritten = ", not on its disk yet";
    labels.altSnapshot = "{node}, snapshot up to entry {index}: term {term}";
    labels.altPart = "{kind} from {from} to {to}: snapshot up to entry {index}, part {part}";
    labels.altLane = "{node} is {role} in term {term}";
    labels.altClient = "Client {client}";
    addEnglishPictures(labels);
    addEnglishFeatures(labels);
    return labels;
}

render::PictureLabels chineseLabels() {
    render::PictureLabels labels;
    labels.follower = "跟随者";
    labels.preCandidate = "预候选人";
    labels.candidate = "候选人";
    labels.leader = "领导者";
    labels.down = "宕机";
    labels.paused = "已暂停";
    labels.onDisk = "在磁盘上";
    labels.votesOf = "选票 {votes} / {servers}";
    labels.preVotesOfBoth = "预投票 {oldVotes} / {oldServers} + {newVotes} / {newServers}";
    labels.votesOfBoth = "选票 {oldVotes} / {oldServers} + {newVotes} / {newServers}";
    labels.joint = "C_old,new";
    labels.oldHalf = "C_old";
    labels.newHalf = "C_new";
    labels.learner = "学习者：无投票权";
    labels.outside = "不在集群中";
    labels.membersOf = "{node} 使用的配置";
    labels.hasMembers = "用 {members}";
    labels.notAsked = "不计入";
    labels.voter = "投票成员";
    labels.configFirst = "集群最初的配置";
    labels.configCommitted = "第 {index} 条，已提交";
    labels.configOpen = "第 {index} 条，未提交";
    labels.altConfigs = "每台服务器使用的成员配置";
    labels.committedSeenByUs = "已提交（只有我们看得到）";
    labels.applied = "已应用";
    labels.clientOk = "{command} 成功";
    labels.clientFailed = "{command} 失败";
    labels.clientWaits = "{command} …";
    labels.termNumber = "任期 {term}";
    labels.milliseconds = "{ms} 毫秒";
    labels.crash = "宕机";
    labels.restart = "重启";
    labels.commit = "提交";
    labels.violation = "违反";
    labels.someLeftOut = "消息没有画全：请放大";
    labels.messagesLeftOut = "这一段发生的事太多，画不出消息：请放大";
    labels.altRing = "服务器以及它们之间的消息";
    labels.altLogs = "所有服务器的日志";
    labels.altTime = "角色和消息随时间的变化";
    labels.altUnknown = "{node}：未知";
    labels.altNode = "{node}：{role}，任期 {term}";
    labels.altMessage = "{kind}：{from} 到 {to}";
    labels.altCommitted = "{node} 的第 {index} 条：{command}，任期 {term}，此处知道它已提交";
    labels.altUncommitted = "{node} 的第 {index} 条：{command}，任期 {term}";
    labels.altUnwritten = "，尚未写入它的磁盘";
    labels.altSnapshot = "{node} 的快照，到第 {index} 条为止：任期 {term}";
    labels.altPart = "{kind}：{from} 到 {to}，到第 {index} 条为止的快照，第 {part} 块";
    labels.altLane = "{node} 是{role}，任期 {term}";
    labels.altClient = "客户端 {client}";
    addChinesePictures(labels);
    addChineseFeatures(labels);
    return labels;
}

}  // namespace fixtures
