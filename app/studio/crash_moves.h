#pragma once
// What one can do at the instrument with which leaders crash.

#include <cstdint>

namespace studio::cmd {

struct CrashMove {
    enum class Kind : std::uint8_t {
        LineBy,   ///< The line goes `number` moments on, or back.
        LineTo,   ///< To the moment `number`, from 0.
        LineEnd,  ///< To the last moment.
        Stage,    ///< To where the stage `number` is usually shown; once all are seen, it answers the last question.
        Blow,     ///< Crash, or cut off.
        Sent,     ///< What the leader sent is lost, or arrives.
        Answer,   ///< The answer `number`, from 0, to `question`, from 0.
        Pick,     ///< The answer `number`, from 1, as on the keys, to the first question that has none.
        Erase,    ///< Takes the last of these answers back.
        Again,    ///< The stage that is shown is to be predicted once more.
        Watch,    ///< Shows the run of the stage that is shown again,
        WatchWithout,  ///< and the one in which servers ignore the numbers of requests.
    };
    Kind kind = Kind::LineBy;
    int number = 0;
    int question = 0;
};

}  // namespace studio::cmd
