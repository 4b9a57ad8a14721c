#pragma once
// The replicated state machine: keys, values and the sessions that make each request count once (§8).

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "raft/base/cow.h"
#include "raft/base/digest.h"
#include "raft/base/ids.h"
#include "raft/base/sim_time.h"
#include "raft/base/text_table.h"
#include "raft/base/value.h"
#include "raft/core/entry.h"

namespace raft {

/// A command taken apart: `x=1`, `x+=1`, `del x`, `cas x 1 2`, and `get x`, which is what a read through the log
/// stores.
struct KeyValueCommand {
    enum class Op : std::uint8_t { Set, Add, Delete, CompareAndSet, Get };
    Op op = Op::Set;
    std::string_view key;
    std::string_view value;     ///< Of Set and Add; the new one of CompareAndSet.
    std::string_view expected;  ///< Of CompareAndSet.
};

/// Reads a command; nothing if it is not one. Keys are [A-Za-z_][A-Za-z0-9_]*.
std::optional<KeyValueCommand> parseCommand(std::string_view text);

/// A text as a value: a number if it reads as a whole number of 64 bits, else a text.
Value valueOf(std::string_view text, TextTable& texts);
/// A value as people read it; "none" is the empty text.
std::string textOf(Value value, const TextTable& texts);

/// A command with its key and values looked up.
struct StoredCommand {
    enum class Op : std::uint8_t { Unknown, Set, Add, Delete, CompareAndSet, Get };
    Op op = Op::Unknown;
    TextId key;
    Value value;
    Value expected;
};

/// Commands by their text, taken apart once each. Shared by all copies of a world, like the TextTable it reads.
class CommandTable {
public:
    explicit CommandTable(std::shared_ptr<TextTable> texts) : texts_(std::move(texts)) {}

    const StoredCommand& of(TextId text);
    TextTable& texts() { return *texts_; }

private:
    std::shared_ptr<TextTable> texts_;
    std::vector<std::optional<StoredCommand>> byText_;
};

struct ApplyResult {
    bool ok = true;         ///< False: a compare-and-set that found another value.
    bool repeated = false;  ///< The session had executed this request before; the stored answer was given.
    bool expired = false;   ///< Not executed: the state machine knows no such session (D §6.3).
    Value value;            ///< What the key holds now; for a read what it held.
};

struct ApplyOptions {
    bool dedup = true;
    SimTime sessionTimeout = SimTime();  ///< 0: sessions do not expire, nor need they be opened.
    LogIndex index = LogIndex();         ///< Where the entry stands: the name of the session that it opens.
    /// What the server's own clock shows, if sessions expire by that; else by log time.
    std::optional<std::uint32_t> ownTime = std::nullopt;
};

struct FreezeOptions {
    bool sessions = true;
};

/// What is known of one client that opened a session which may expire (D §6.3).
struct OpenSession {
    LogIndex id;  ///< The index of the entry that opened it.
    NodeId client = kNoNode;
    std::uint32_t seq = 0;  ///< Of the last request executed; 0 before the first.
    ApplyResult answer;
    std::uint32_t lastUse = 0;  ///< In log time.
};

class KeyValue {
public:
    struct Pair {
        TextId key;
        Value value;
    };

    /// Executes a committed entry. With dedup each (client, seq) counts once. Where sessions expire, those whose time
    /// is over go first, and a command of one that is gone, or never was, is not executed.
    ApplyResult apply(const Entry& entry, CommandTable& commands, const ApplyOptions& options);

    /// The whole state as bytes: a line for each pair, then one for each client's session. The sessions belong to it: a
    /// server that starts from a snapshot without them executes a repeated request again (D §6.3).
    std::string freeze(const TextTable& texts, const FreezeOptions& options) const;
    /// The state that freeze() wrote.
    static KeyValue thawed(std::string_view bytes, TextTable& texts);

    /// How many clients' sessions it knows.
    std::uint32_t sessionCount() const;
    /// Those that may expire, in order of their opening.
    const std::vector<OpenSession>& openSessions() const { return *open_; }
    /// The largest stamp applied so far, in milliseconds: every server that applied as much has the same.
    std::uint32_t logTime() const { return logTime_; }

    Value get(TextId key) const;
    /// The pairs in order of first writing; deleted keys are gone.
    const std::vector<Pair>& pairs() const { return *pairs_; }
    void addTo(Digest& digest, const TextTable& texts) const;

private:
    struct Session {
        std::uint32_t seq = 0;  ///< Of the last request executed; 0 before the first.
        ApplyResult answer;
    };
    ApplyResult execute(const StoredCommand& command);
    ApplyResult applyInSession(const Entry& entry, CommandTable& commands, const ApplyOptions& options);
    void expire(const ApplyOptions& options);
    void thawSession(std::string_view line, TextTable& texts);
    void set(TextId key, Value value);

    Cow<std::vector<Pair>> pairs_;
    std::array<Session, kMaxClients> sessions_{};
    Cow<std::vector<OpenSession>> open_;
    std::uint32_t logTime_ = 0;
};

/// "x=5 y=7", in alphabetical order.
std::string pairsText(const KeyValue& store, const TextTable& texts);

}  // namespace raft
