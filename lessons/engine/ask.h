#pragma once
// A question that a lesson asks before it lets the simulator answer. What is true is never written down: each choice
// carries a condition, and the run decides.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lessons/engine/local_text.h"
#include "raft/base/ids.h"
#include "raft/script/expression.h"
#include "raft/script/script.h"

namespace lessons {

enum class AskKind : std::uint8_t {
    One,     ///< One of the choices is true.
    Many,    ///< Any number of them, at least one.
    Number,  ///< A number is typed; `answer` is what it comes to.
    Order,   ///< The choices are put into the order in which their conditions first come true.
    Server,  ///< One server: the choices are servers, and a click on the picture picks one.
    Entry,   ///< One cell of a log: the choices are cells such as "S3[8]".
    Log,     ///< The log of a server, filled in cell by cell: "1 1 3".
    Set,     ///< Servers are put into a set, "{S1,S2}", or into several that must fit together.
};

/// What a lesson file calls them, in the order of AskKind.
inline constexpr std::array<std::string_view, 8> kAskKindNames{"one",    "many",  "number", "order",
                                                               "server", "entry", "log",    "set"};

/// The moment at which the run decides.
enum class Resolve : std::uint8_t {
    Now,        ///< Before the step does anything: a question about what is, not about what will be.
    StepEnd,    ///< When the step has run.
    LessonEnd,  ///< After the last step.
};

/// Something that one can answer.
struct Choice {
    std::string id;  ///< Of a server its name, of a cell "S3[8]", of a number its digits, of a log "1 1 3", of a set
                     ///< "{S1,S2}", of several sets "{S1,S2} {S3}".
    LocalText text;
    std::optional<raft::Expression>
        iff;                    ///< This is so if and only if it holds. Where `answer` or `accept` says: none.
    LocalText why;              ///< Why it is so, or is not; often empty.
    std::string misconception;  ///< "M05", if it is what people wrongly believe; often empty.
    std::string whatIf;         ///< The what-if that runs this idea; often empty.
    raft::SourcePosition position;
};

/// Seconds that a class gets: to vote alone, and to discuss with the neighbour before it votes again.
struct Peer {
    int vote = 0;
    int discuss = 0;
};

/// A set that is still to be chosen.
struct NamedSet {
    std::string id;  ///< Its name in `accept`.
    LocalText text;
};

/// The answer that no choice of sets can be right.
inline constexpr std::string_view kImpossible = "impossible";

/// All choices of sets are tried: so many places they may have, servers times sets.
inline constexpr int kSetPlacesMax = 14;
inline constexpr int kSetCountMax = 2;

struct Ask {
    AskKind kind = AskKind::One;
    LocalText prompt;
    std::vector<Choice> choices;  ///< Of a Number, Log or Set those answers of which there is something to say; else
                                  ///< all there are.
    /// What is so, of a Number, a Log, a Set that is not constructed; of a Server if the file gives it.
    std::optional<raft::Expression> answer;
    raft::NodeId server = raft::kNoNode;  ///< Of a Log: whose.
    // Of a Set that is constructed:
    std::vector<NamedSet> sets;
    std::optional<raft::Expression> accept;  ///< Right is whatever makes this true.
    bool mayBeImpossible = false;            ///< One may also answer that nothing does.
    Resolve resolve = Resolve::StepEnd;
    std::optional<Peer> peer;  ///< A question for the class to vote on.
    raft::SourcePosition position;

    const Choice* find(const std::string& id) const {
        for (const Choice& choice : choices) {
            if (choice.id == id) return &choice;
        }
        return nullptr;
    }
};

/// How many misconceptions the curriculum counts: M01 … M28.
inline constexpr int kMisconceptionCount = 28;

}  // namespace lessons
