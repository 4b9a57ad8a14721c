#pragma once
// In front of a class: how it votes, which lesson comes next, and how much time is left.

#include <cstdint>
#include <numeric>
#include <string>
#include <vector>

namespace studio {

/// What a class does with the question that is open.
struct ClassVote {
    enum class Phase : std::uint8_t {
        Vote,     ///< Hands go up; a digit says which choice is the favourite.
        Count,    ///< The hands of each choice are typed.
        Shares,   ///< How the class is divided, and what to do about it.
        Discuss,  ///< Neighbours talk; then it votes again.
    };
    int step = -1;  ///< Whose question it is; -1: none is open.
    Phase phase = Phase::Vote;
    int round = 1;            ///< 2 after it has talked.
    std::vector<int> counts;  ///< Hands, by choice; empty: this question has no choices to count.
    int counting = 0;         ///< The choice whose hands are typed, from 0.
    double secondsAll = 0;    ///< Of the vote or the talk; 0: as long as it takes.
    double secondsLeft = 0;

    int hands() const { return std::accumulate(counts.begin(), counts.end(), 0); }
};

/// So many hands a room has at most.
inline constexpr int kHandsMax = 999;

/// What peer instruction advises after a vote.
enum class Advice : std::uint8_t { Explain, Discuss, GoOn };
/// By the share, in per cent, of those who will turn out to be right.
constexpr Advice adviceFor(int rightPercent) {
    if (rightPercent < 35) return Advice::Explain;
    return rightPercent <= 70 ? Advice::Discuss : Advice::GoOn;
}

/// What stands on the wall beside the pictures and the caption, and what only the speaker reads.
struct LectureScene {
    bool isTitle = false;  ///< The lesson has not begun: its title fills the wall.
    std::string title;
    std::string objective;
    int lesson = 0;  ///< From 1, of a lecture of several; 0: there is no lecture.
    int lessons = 0;
    std::string lecture;    ///< What the lecture is called.
    std::string timeLeft;   ///< "12 min left", never seconds; empty: nobody wants to know.
    bool isLate = false;    ///< More time was used than the lesson, or the lecture, has.
    std::string next;       ///< What the clicker does now, in a word or two.
    std::string following;  ///< The lesson that comes after this one; empty: none.

    ClassVote vote;           ///< While a question is open.
    std::vector<int> shares;  ///< In per cent, by choice; of Shares and Discuss.
    std::string advice;       ///< Of Shares and Discuss.
    std::string how;          ///< What the digits and Enter do in this phase.

    std::string notes;      ///< Of this step.
    std::string nextNotes;  ///< Of the next one.
    std::string run;        ///< "seed 7 · state 5f2c": the same on every machine at this point of the lesson.
};

}  // namespace studio
