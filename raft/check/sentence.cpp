#include "raft/check/sentence.h"

#include <array>

namespace raft {
namespace {

using P = Property;
using S = Sentence;

constexpr std::array<SentenceInfo, kSentenceCount> kSentences{{
    {S::BothLed, P::ElectionSafety, "BothLed", "{peer} and {node} both led term {term}"},
    {S::LeaderDeleted, P::LeaderAppendOnly, "LeaderDeleted",
     "{node} led term {term} and deleted its entries {from} to {to}"},
    {S::LogsDiffer, P::LogMatching, "LogsDiffer",
     "{peer} and {node} both hold an entry of term {term} at index {index}, but at index {differ} {peer} holds "
     "{otherCommand} of term {otherTerm} and {node} {command} of term {entryTerm}"},
    {S::LeaderLacks, P::LeaderCompleteness, "LeaderLacks",
     "{node} leads term {term} but lacks entry {index} ({command} of term {entryTerm}), committed in term "
     "{commitTerm}"},
    {S::CommittedOther, P::StateMachineSafety, "CommittedOther",
     "{node} committed {command} of term {entryTerm} at index {index}, where {otherCommand} of term {otherTerm} was "
     "committed in term {commitTerm}"},
    {S::AppliedOther, P::StateMachineSafety, "AppliedOther",
     "{node} applied {command} of term {entryTerm} at index {index}, where {otherCommand} of term {otherTerm} was "
     "committed in term {commitTerm}"},
    {S::DeletedCommitted, P::StateMachineSafety, "DeletedCommitted",
     "{node} deleted entry {index}, which it knew to be committed (commitIndex {commitIndex})"},
    {S::CommittedByNobody, P::StateMachineSafety, "CommittedByNobody",
     "{node} takes entry {index} for committed, but no leader has committed it"},
    {S::AppliedOutOfOrder, P::StateMachineSafety, "AppliedOutOfOrder",
     "{node} applied entry {index} right after entry {lastApplied}"},
    {S::AppliedTooEarly, P::StateMachineSafety, "AppliedTooEarly",
     "{node} applied entry {index}, beyond its commitIndex {commitIndex}"},
    {S::VotedTwice, P::OneVotePerTerm, "VotedTwice", "{node} voted for {other} and for {peer} in term {term}"},
    {S::TooFewDisks, P::CommitDurableOnQuorum, "TooFewDisks",
     "{node} committed entry {index} ({command} of term {entryTerm}), which is on {copies} of {voters} disks"},
    {S::OldTermCounted, P::NeverCommitPrevTermByCount, "OldTermCounted",
     "{node}, leader of term {term}, committed entry {index} ({command} of term {entryTerm}) by counting its copies"},
    {S::PeerInOlderTerm, P::MatchIndexTruth, "PeerInOlderTerm",
     "{node}, leader of term {term}, believes that {peer} stores its log up to index {match}, but {peer} is in term "
     "{peerTerm}"},
    {S::PeerHasOther, P::MatchIndexTruth, "PeerHasOther",
     "{node}, leader of term {term}, believes that {peer} stores its log up to index {match}, but at index {index} "
     "{peer}'s disk holds {command} of term {entryTerm}"},
    {S::PeerHasNothing, P::MatchIndexTruth, "PeerHasNothing",
     "{node}, leader of term {term}, believes that {peer} stores its log up to index {match}, but {peer}'s disk holds "
     "nothing at index {index}"},
    {S::MatchIndexFell, P::MatchMonotonic, "MatchIndexFell",
     "{node}'s matchIndex for {peer} fell from {before} to {match} in term {term}"},
    {S::NextIndexWrong, P::MatchMonotonic, "NextIndexWrong",
     "{node} holds matchIndex {match} and nextIndex {next} for {peer}, and its own log ends at index {lastLogIndex}"},
    {S::TermFell, P::TermMonotonic, "TermFell", "{node} was in term {before} and is in term {term}"},
    {S::CommitIndexFell, P::TermMonotonic, "CommitIndexFell",
     "{node}'s commitIndex and lastApplied were {commitBefore} and {appliedBefore} and are {commitIndex} and "
     "{lastApplied}"},
    {S::IndexesOutOfOrder, P::TermMonotonic, "IndexesOutOfOrder",
     "{node} has lastApplied {lastApplied} and commitIndex {commitIndex}, and its log ends at index {lastLogIndex}"},
    {S::TermsFallInLog, P::LogTermsMonotonic, "TermsFallInLog",
     "{node}'s log holds term {entryTerm} at index {index}, after term {before}"},
    {S::EntryOfLaterTerm, P::LogTermsMonotonic, "EntryOfLaterTerm",
     "{node} is in term {term}, but its entry {index} is of term {entryTerm}"},
    {S::MessageOfLaterTerm, P::MsgTermLeSender, "MessageOfLaterTerm",
     "{message} from {node} to {peer} carries term {messageTerm}, but {node} is in term {term}"},
    {S::IllegalRole, P::LegalTransitions, "IllegalRole", "{node} went from {from} to {to} in term {term}"},
    {S::LedTwice, P::LegalTransitions, "LedTwice", "{node} became leader twice in term {term}"},
    {S::VoteNotOnDisk, P::PersistBeforeSend, "VoteNotOnDisk",
     "{node} told of its vote for {peer} in term {term}, which its disk does not hold"},
    {S::EntryNotOnDisk, P::PersistBeforeSend, "EntryNotOnDisk",
     "{node} told {peer} that it stores its log up to index {index} in term {term}, but its disk holds {stored} "
     "entries in term {diskTerm}"},
    {S::SnapshotTooFar, P::SnapshotSound, "SnapshotTooFar",
     "{node}'s snapshot includes entry {index}, but only entries up to {committed} are committed"},
    {S::SnapshotTermDiffers, P::SnapshotSound, "SnapshotTermDiffers",
     "{node}'s snapshot gives entry {index} term {entryTerm}, but the committed entry there is of term {otherTerm}"},
    {S::SnapshotStateDiffers, P::SnapshotSound, "SnapshotStateDiffers",
     "{node}'s snapshot up to index {index} holds another state than the committed entries up to there produce"},
    {S::SnapshotNotApplied, P::TermMonotonic, "SnapshotNotApplied",
     "{node}'s snapshot includes entries up to {snapIndex}, but it has applied only those up to {lastApplied}"},
    {S::SnapshotConfigDiffers, P::SnapshotSound, "SnapshotConfigDiffers",
     "{node}'s snapshot up to index {index} holds the configuration {configuration}, but that of the committed entries "
     "up to there is {expected}"},
    {S::ConfigNotInLog, P::ConfigTruth, "ConfigNotInLog",
     "{node} uses the configuration {configuration}, but its log says {expected}"},
    {S::TwoUncommittedConfigs, P::OneUncommittedConfig, "TwoUncommittedConfigs",
     "{node}, leader of term {term}, added a configuration at index {other} although the one at index {index} is not "
     "committed"},
    {S::QuorumsApart, P::QuorumOverlap, "QuorumsApart",
     "{node} could decide with {quorum} of {configuration} and {peer} with {otherQuorum} of {otherConfiguration}, "
     "which "
     "have no server in common"},
    {S::StatesDiffer, P::StateHashAtIndex, "StatesDiffer",
     "{node}'s state machine after entry {index} is not in the state that another one was in after it"},
    {S::TermInLogBefore, P::CandidateTermNotInLog, "TermInLogBefore",
     "{node} was elected in term {term}, of which there was an entry before"},
    {S::LeaderHasFewer, P::LeaderHasMaxIndexOfItsTerm, "LeaderHasFewer",
     "{peer} holds entry {index} of term {term}, but {node}, which leads that term, ends at index {lastLogIndex}"},
    {S::CommitLags, P::CommitAdvances, "CommitLags",
     "{node}, leader of term {term}, knows entry {index} of its term to be on a majority, but its commitIndex is "
     "{commitIndex}"},
    {S::PreVoteChangedTerm, P::PreVotePure, "PreVoteChangedTerm",
     "{peer} asked {node} for a pre-vote, and {node} went from term {before} to term {term}"},
    {S::PreVoteChangedVote, P::PreVotePure, "PreVoteChangedVote",
     "{peer} asked {node} for a pre-vote in term {term}, and {node}'s votedFor changed"},
    {S::PreVoteChangedRole, P::PreVotePure, "PreVoteChangedRole",
     "{peer} asked {node} for a pre-vote in term {term}, and {node}'s role changed"},
    {S::PreVoteChangedTimer, P::PreVotePure, "PreVoteChangedTimer",
     "{peer} asked {node} for a pre-vote in term {term}, and {node}'s election timer began anew"},
    {S::LeaseNotAlone, P::LeaseSafety, "LeaseNotAlone",
     "{node} leads term {term} and holds a lease by its own clock, but {peer} leads term {otherTerm}"},
}};

}  // namespace

std::span<const SentenceInfo> sentenceTable() { return kSentences; }

const SentenceInfo& infoOf(Sentence sentence) { return kSentences[static_cast<std::size_t>(sentence)]; }

std::string inEnglish(Sentence sentence, const SentenceArgs& args) {
    std::string text;
    std::string_view rest = infoOf(sentence).english;
    for (std::size_t open = rest.find('{'); open != std::string_view::npos; open = rest.find('{')) {
        const std::size_t close = rest.find('}', open);
        const std::string_view name = rest.substr(open + 1, close - open - 1);
        text += rest.substr(0, open);
        for (const auto& [known, value] : args) {
            if (known == name) text += value;
        }
        rest.remove_prefix(close + 1);
    }
    return text += rest;
}

}  // namespace raft
