// `raftlab lesson new ID`: a small lesson that passes its check, to be changed into one's own.

#include <string>

#include "app/cli/commands.h"
#include "app/cli/exit_code.h"
#include "lessons/engine/loader.h"
#include "raft/trace/file_io.h"

namespace cli {
namespace {

constexpr std::string_view kBeforeId = R"json({
  // What each field means: lessons/README.md. What conditions may ask: raftlab functions. After each change:
  //   raftlab lesson check FILE      raftlab lesson play FILE
  "format": "raftlab-lesson/1",
  "id": ")json";

constexpr std::string_view kAfterId = R"json(",
  "track": "mine", "order": 1, "level": 1, "minutes": 4,
  "title": {"en": "My lesson", "zh": "我的课程"},
  "objective": {"en": "See who wins when a candidate asks for votes.", "zh": "看参选者拉票时谁会当选。"},
  "source": [{"paper": "§5.2"}],
  "cluster": {"servers": ["S1", "S2", "S3"], "timers": "manual", "latency": 10, "heartbeat": 50},
  "view": {"panels": ["ring", "logs", "time"]},
  "steps": [
    {"id": "start",
     "say": {"en": "Three servers, no leader. Nobody's timer runs: you decide what happens.",
             "zh": "三台服务器，没有领导人。定时器都不走，一切由你决定。"},
     "expect": ["leaders == {}"]},
    {"id": "stand", "checkpoint": "before-election",
     "say": {"en": "S1 stands for election and asks the others for their votes.", "zh": "S1 参选，向其他机器拉票。"},
     "ask": {"kind": "one",
       "prompt": {"en": "Who leads in the end?", "zh": "最后谁是领导人？"},
       "choices": [
         {"id": "s1", "text": {"en": "S1", "zh": "S1"}, "iff": "leader(S1)",
          "why": {"en": "It has the votes of a majority: 2 of 3 are enough.", "zh": "它得到多数派的选票：3 台中有 2 票即可。"}},
         {"id": "nobody", "text": {"en": "Nobody", "zh": "没有人"}, "iff": "leaders == {}", "whatIf": "alone",
          "why": {"en": "Only if nobody hears it.", "zh": "除非没有人听见它。"}}]},
     "do": [{"timeout": "S1"}], "until": "leader(S1)", "atMost": 100,
     "show": {"focus": ["S1"]},
     "expect": ["leader(S1, 1)", "size(votes(S1)) >= 2", "safe"]}
  ],
  "whatIfs": {
    "alone": {
      "title": {"en": "What if nobody hears it?", "zh": "如果没有人听见它？"},
      "from": "before-election",
      "steps": [
        {"id": "cut", "say": {"en": "The links of S1 are cut: one vote of three, its own.", "zh": "S1 的链路全断：3 票中只有它自己的 1 票。"},
         "do": [{"cut": ["S1-S2", "S1-S3"]}, {"timeout": "S1"}], "for": 50,
         "expect": ["leaders == {}", "votes(S1) == {S1}"]}]}
  },
  "goal": {
    "prompt": {"en": "Get x=1 committed.", "zh": "让 x=1 被提交。"},
    "from": "stand:end", "allow": ["submit", "crash", "restart", "timeout"],
    "win": "committed(1)", "limit": {"actions": 3, "time": 1000},
    "hints": [{"en": "Ask the leader.", "zh": "去找领导人。"}],
    "solution": [{"do": [{"submit": "x=1", "to": "S1"}], "until": "committed(1)"}]
  }
}
)json";

}  // namespace

int newLesson(const std::string& id, const GlobalOptions& global, Output& output) {
    if (!lessons::isIdentifier(id)) {
        output.note("raftlab lesson new: " + std::string(global.texts.tr("cli.lesson.badId")));
        return kWrongInput;
    }
    const std::string file = id + ".lesson.json";
    const std::string text = std::string(kBeforeId) + id + std::string(kAfterId);
    const auto written = raft::writeFileAtomically(file, text, raft::ExistingFile::Refuse);
    if (!written.ok()) return output.errors(written.errors()), kWrongInput;
    output.line(file);
    return kFine;
}

}  // namespace cli
