#pragma once
// The words in pictures, already translated. No view holds a word of its own.

#include <array>
#include <string>
#include <string_view>

namespace render {

/// Names in braces are replaced: "votes {votes} of {servers}". A text that was never set is drawn as nothing.
struct PictureLabels {
    std::string_view follower;
    std::string_view preCandidate;
    std::string_view candidate;
    std::string_view leader;
    std::string_view down;
    std::string_view paused;
    std::string_view leaseFor;     ///< {ms}
    std::string_view clockRate;    ///< {rate}
    std::string_view clockOffset;  ///< {ms}, with its sign
    std::string_view clockBoth;    ///< {rate} {ms}
    std::string_view onDisk;       ///< At the end of a crashed server's row.
    std::string_view votesOf;      ///< {votes} {servers}
    std::string_view preVotesOf;   ///< {votes} {servers}: of one that only asks.
    std::string_view votesOfBoth;  ///< {oldVotes} {oldServers} {newVotes} {newServers}
    std::string_view preVotesOfBoth;
    // Who belongs to the cluster.
    std::string_view joint;    ///< "C_old,new"
    std::string_view oldHalf;  ///< "C_old"
    std::string_view newHalf;  ///< "C_new"
    std::string_view learner;
    std::string_view outside;
    std::string_view membersOf;   ///< {node}: whose configuration is shown
    std::string_view hasMembers;  ///< {members}: of a server whose configuration differs
    std::string_view committedSeenByUs;
    // How a leader sends to the others.
    std::string_view onTheirWay;  ///< {count}: entries that a leader with a pipeline has sent
    std::string_view probe;       ///< How the leader sends to this server.
    std::string_view snapshotProgress;
    std::string_view altOnTheirWay;  ///< {node} {first} {last}
    std::string_view altProgress;    ///< {node} {progress}
    // What marks mean that are not always there.
    std::string_view legendOnTheirWay;
    std::string_view legendRead;
    std::string_view legendConfig;
    std::string_view legendSession;
    std::string_view legendExpired;
    std::string_view legendPreVote;
    std::string_view legendLease;
    std::string_view legendClock;
    std::string_view legendClockOffset;
    std::string_view legendUnwritten;
    std::string_view applied;
    std::string_view clientOk;            ///< A client's last answer: {command}
    std::string_view clientFailed;        ///< {command}
    std::string_view clientExpired;       ///< {command}
    std::string_view clientExpiredShort;  ///< {command}: beside the ring.
    std::string_view clientWaits;         ///< {command}
    std::string_view termNumber;          ///< "term {term}"
    std::string_view milliseconds;        ///< {ms}; the axis shows what is left without the number
    std::string_view crash;
    std::string_view restart;
    std::string_view commit;
    std::string_view violation;
    std::string_view timeOut;
    std::string_view cut;
    std::string_view mend;
    std::string_view pause;
    std::string_view resume;
    // Of configurations, beside `joint` and `newHalf`.
    std::string_view jointCommitted;
    std::string_view newCommitted;
    std::string_view someLeftOut;      ///< Of the messages in the time diagram.
    std::string_view messagesLeftOut;  ///< All of them.
    // In words, for readers who cannot see the picture.
    std::string_view altRing;
    std::string_view altLogs;
    std::string_view altTime;
    std::string_view altNode;         ///< {node} {role} {term}
    std::string_view altUnknown;      ///< {node}: seen as another server
    std::string_view altMessage;      ///< {kind} {from} {to}
    std::string_view altCommitted;    ///< {node} {index} {term} {command}
    std::string_view altUncommitted;  ///< {node} {index} {term} {command}
    std::string_view altUnwritten;    ///< Behind one of the two: its disk has not written it yet.
    std::string_view altSnapshot;     ///< {node} {index} {term}
    std::string_view altPart;         ///< {kind} {from} {to} {index} {part}
    std::string_view altLane;         ///< {node} {role} {term}
    std::string_view altClient;       ///< {client}
    // The role diagram: what the arrows of Figure 4 say.
    std::string_view startsUp;
    std::string_view startsElection;
    std::string_view startsNewElection;
    std::string_view winsElection;
    std::string_view findsLeader;
    std::string_view findsHigherTerm;
    // With pre-votes.
    std::string_view asksFirst;
    std::string_view timesOutAgain;
    std::string_view wouldWin;
    std::string_view standsAtOnce;
    std::string_view altRoles;
    std::string_view altRoleArrow;  ///< {arrow} {nodes}
    // The ribbon of terms.
    std::string_view noLeader;
    std::string_view altTerms;
    std::string_view altIdle;       ///< "{ms} ms in which nothing happens"
    std::string_view altTermLed;    ///< {node} {term}
    std::string_view altTermUnled;  ///< {node} {term}
    // Majorities.
    std::string_view election;     ///< {node} {term}
    std::string_view preElection;  ///< The same, of one that asks first.
    std::string_view entry;        ///< {index} {command}
    std::string_view yesOf;        ///< {yes} {servers}
    std::string_view majority;     ///< {quorum}
    std::string_view inAll;        ///< Stands in every majority that is shown.
    std::string_view altInAll;     ///< {nodes}
    std::string_view elected;
    std::string_view committedKnown;  ///< {node}
    std::string_view olderTerm;
    std::string_view nothingToCount;
    std::string_view voteYes;
    std::string_view voteNo;
    std::string_view voteOnItsWay;
    std::string_view voteOpen;
    std::string_view copyKnown;
    std::string_view copyUnknown;
    std::string_view copyMissing;
    std::string_view notAsked;
    // What each server takes for the configuration.
    std::string_view voter;
    std::string_view configFirst;
    std::string_view configCommitted;  ///< {index}
    std::string_view configOpen;       ///< {index}
    std::string_view altConfigs;
    std::string_view altVotes;
    std::string_view altAnswer;  ///< {node} {answer}
    // The clients' operations.
    std::string_view opensSession;     ///< In the place of a command.
    std::string_view opensSessionFor;  ///< {client}
    std::string_view clientAnswer;     ///< {command} {value}
    std::string_view asksAgain;        ///< {node}
    std::string_view noCalls;
    std::string_view altClients;
    std::string_view altCall;      ///< {client} {command} {from} {to}
    std::string_view altCallOpen;  ///< {client} {command} {from}
    // The histograms of many elections.
    std::string_view termsToLeader;
    std::string_view timeToLeader;
    std::string_view medianOf;   ///< {value}
    std::string_view electedOf;  ///< {elected} {elections}
    std::string_view share;      ///< {percent}
    std::string_view noSurvey;
    std::string_view altHistogram;
    std::string_view altBar;  ///< {series} {from} {share}
};

/// One word: its key in the language catalogues and its place.
struct LabelKey {
    const char* key;
    std::string_view PictureLabels::*place;
};
inline constexpr int kLabelCount = 131;
/// All of them, so that whoever owns the catalogue can fill the struct in a loop.
extern const std::array<LabelKey, kLabelCount> kLabelKeys;

struct LabelValue {
    std::string_view name;  ///< Without braces.
    std::string_view value;
};

/// Appends `pattern` to `out` with each {name} replaced; unknown names stay as they are.
template <std::size_t N>
void appendLabel(std::string& out, std::string_view pattern, const LabelValue (&values)[N]) {
    while (!pattern.empty()) {
        const std::size_t brace = pattern.find('{');
        out.append(pattern.substr(0, brace));
        if (brace == std::string_view::npos) return;
        pattern.remove_prefix(brace);
        const std::size_t end = pattern.find('}');
        std::string_view replacement = pattern.substr(0, end == std::string_view::npos ? end : end + 1);
        const std::size_t used = replacement.size();
        for (const LabelValue& value : values) {
            if (used == value.name.size() + 2 && pattern.substr(1, value.name.size()) == value.name) {
                replacement = value.value;
                break;
            }
        }
        out.append(replacement);
        pattern.remove_prefix(used);
    }
}

}  // namespace render
