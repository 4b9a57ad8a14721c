#pragma once
// The program behind the window: everything but pixels. Panels read it and push commands; it carries them out.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/studio/caption.h"
#include "app/studio/command_queue.h"
#include "app/studio/command_table.h"
#include "app/studio/course.h"
#include "app/studio/document.h"
#include "app/studio/explain.h"
#include "app/studio/export_job.h"
#include "app/studio/feed.h"
#include "app/studio/journal.h"
#include "app/studio/lecture.h"
#include "app/studio/marked_text.h"
#include "app/studio/obstacle.h"
#include "app/studio/playback.h"
#include "app/studio/playlist.h"
#include "app/studio/request.h"
#include "app/studio/settings.h"
#include "app/studio/studio_options.h"

namespace studio {

class CrashDesk;
class Learning;
struct SelfStudy;

class Studio {
public:
    explicit Studio(const StudioOptions& options);  ///< Reads the settings and shows a sandbox.
    ~Studio();

    // ---- What panels read ----
    const Settings& settings() const { return settings_; }
    Texts texts() const { return Texts(settings_.language); }
    const Document& document() const { return *document_; }
    const Playback& playback() const { return playback_; }
    const Course& course() const { return course_; }
    const lessons::Glossary& glossary() const { return course_.glossary(); }
    TermStyle termStyle() const { return {settings_.language, settings_.termNames}; }
    const std::string& shownTerm() const { return shownTerm_; }  ///< Where the glossary is open; empty: nowhere yet.
    std::optional<raft::RuleId> shownRule() const { return shownRule_; }  ///< Where the list of rules was opened.
    CommandQueue& commands() { return commands_; }
    Tool tool() const { return tool_; }
    Dialog dialog() const { return dialog_; }
    Drawer drawer() const { return drawer_; }
    raft::NodeId seenAs() const { return seenAs_; }  ///< Through whose eyes; kNoNode: our own.
    const Presenting& presenting() const { return presenting_; }
    ThemeName theme() const { return presenting_.on ? settings_.presentTheme : settings_.theme; }
    LectureScene lectureScene() const;  ///< What stands on the wall beside the pictures, while presenting.
    const Playlist& lecture() const;    ///< "My lecture".
    int lectureMinutes() const;
    Context keyContext() const;  ///< Which keys hold now.
    /// What `key` means now, or null. Whoever improvises has the keys of work beside the clicker's.
    const CommandInfo* commandOf(std::string_view key) const;
    /// What did not work, or was done, as a sentence; often empty. It goes with the next command.
    const std::string& notice() const { return notice_; }
    const std::vector<std::string>& noticeDetails() const { return noticeDetails_; }  ///< Errors of a file, one a line.
    bool wantsQuit() const { return wantsQuit_; }
    const Request& request() const { return request_; }

    Caption caption() const;
    const lessons::Show* shownMarks() const;  ///< What the lesson points at, or null.
    BigButton bigButton() const;
    /// What stands in the caption beside its sentence: a question, a verdict, an idea, the goal. See lesson_scene.h.
    LessonScene lessonScene() const;
    /// The instrument with which leaders crash, while it takes the window; else null. See crash_scene.h.
    const CrashDesk* crashDesk() const;
    bool futureIsHidden() const;       ///< A question is open: what lies right of the eye must not be drawn.
    const Learning& learning() const;  ///< What the reader has done of the course, and what comes next.
    const SelfStudy& study() const { return *study_; }
    std::string paceLabel() const;  ///< "one hop = 0.6 s"
    std::string windowTitle() const;
    std::string branchName(int line) const;
    std::string nextCommandText() const;  ///< The text of Send's button: "x=3".
    /// Why `command` is impossible now, as a sentence; nothing if it is possible.
    std::optional<std::string> whyNot(const Command& command) const;
    /// Of the selection, at the cursor; both are kept until either moves.
    const Explanation& explanation() const;
    const std::vector<FeedLine>& feed() const;
    /// Why the last of the feed happened: what there is to explain while nothing is selected. Empty if nothing did.
    const Explanation& lastExplanation() const;
    /// What an export begins with: what the window shows, at slide size.
    ExportOptions pictureOptions() const;
    std::string picturePath(std::string_view suffix) const;  ///< Where one goes by default: a name that is free.
    ExportRequest slidesRequest() const;  ///< The lesson or the run as slides, with the choices of the last time.
    std::string slidesPath(std::string_view suffix) const;  ///< Where slides go by default.
    void completeStory(ExportRequest& request) const;       ///< One that the window asks for.
    /// The picture in the place of the explanation, and that of the time diagram; none: the usual one.
    std::optional<Picture> sidePicture() const { return sidePicture_; }
    std::optional<Picture> timePicture() const { return timePicture_; }
    bool lessonNames(Picture picture) const;
    const SurveyDesk& surveys() const { return surveys_; }
    class AuthorDesk;  ///< What authors of lessons see and ask for: see author_desk.h.
    AuthorDesk& authors() const { return *author_; }
    bool isExporting() const { return exportJob_.busy(); }
    std::string bugReport() const;                ///< Version, seed, moment, digests and the whole session as JSON.
    const std::vector<raft::Ref>& marks() const;  ///< What the selection stands for in the pictures beside itself.
    /// Everything that happened, filtered; looked through a little further with each call.
    Feed& filteredFeed(const FeedFilter& filter) const;

    // ---- What the shell calls ----
    void update(double wallSeconds);  ///< Once before each frame: does what was asked for and lets time pass.
    bool isMoving() const;  ///< Does time pass by itself?
    double nextTick() const;  ///< Seconds until the class's clock or vote looks different; infinity: never.
    bool needsFrame() const;  ///< Will another frame look different? If not, sleep until there is input.
    /// What belongs on the clipboard since the last call; nothing if nothing does.
    std::optional<std::string> takeClipboardText() { return std::exchange(clipboardText_, std::nullopt); }
    void finishExport();  ///< Returns when no export and no survey goes on any more: for tests.
    /// The only place that changes things. An impossible command only leaves its reason in notice().
    void execute(const Command& command);

    /// Opens a lesson, session or trace; returns whether it did, and says why not in notice().
    bool open(const std::string& path);
    /// Writes the run with all its branches as a session; says in notice() how it went.
    bool save(const std::string& path);
    void offerRecovery();  ///< Asks whether to open what a crashed program has left, if one has.
    /// Would leaving the document lose work? A lesson can be played again, and its attempts with it.
    bool hasUnsavedWork() const { return document_->isModified() && document_->lesson() == nullptr; }
    const std::string& fileToReplace() const { return fileToReplace_; }  ///< While SaveFile asks.

private:
    struct Executor;  // execute(), one overload a command: see studio_execute.cpp.
    struct Cache;
    struct LessonDesk;   // See lesson_desk.h.
    struct Studying;     // See studying.h.
    struct LectureDesk;  // See lecture_desk.h,
    struct Presenter;    // and presenter.h,
    struct Lectern;      // both of them.

    void show(std::unique_ptr<Document> document);
    void openedAnew();
    bool clockWaits() const { return dialog_ == Dialog::Rules; }  ///< Several rules are switched at one moment.
    void advance(double secondsLeft);
    void advanceFreely(double& secondsLeft);
    void advanceLesson(double& secondsLeft);
    void replayLesson(double& secondsLeft);
    void beginLessonStep();
    void endLessonStep();
    void keepSettings();
    bool openText(std::string text, const std::string& path);
    bool openSession(std::string text, const std::string& path);
    std::string sessionText() const;
    void rememberFile(const std::string& path);
    bool asksBeforeLeaving(const Command& command);
    void keepLessonRun();
    void leave();
    void saveUnlessThere(const std::string& path);
    void saveHere();
    void recoverRun();
    void keepJournal(double wallSeconds);
    void beginExport(ExportRequest request);
    void noteExport();
    void noteSurvey();
    void openLessonPictures();
    void copyPicture();
    void copyBugReport();
    void report(std::string sentence, std::vector<std::string> details = {});
    void reportErrors(std::string_view key, const raft::Errors& errors);
    Obstacle obstacle(const Command& command) const;

    // ---- Lessons: see studio_lesson.cpp and lesson_scene.cpp ----
    LessonSession* session();
    const LessonSession* session() const;
    bool presentsLesson() const;
    Obstacle lessonObstacle(const Command& command) const;
    Obstacle questionObstacle(const Command& command) const;
    Obstacle moveObstacle(const cmd::LessonMove& move) const;
    bool lessonLetsAct(const raft::Action& action) const;
    std::optional<lessons::Verdict> verdictShown() const;
    const lessons::Choice* ideaToRun(const lessons::Verdict& verdict) const;
    bool ideaWaits(const lessons::Verdict& verdict) const;
    std::optional<BigButton> lessonButton() const;
    bool sideIsOver() const;
    bool offersGoal() const;
    bool pressInLesson();
    void answerQuestion();
    void leaveSide();
    void moveInLesson(const cmd::LessonMove& move);
    void startSide();
    bool answersByClick(const raft::Ref& ref);
    bool answersByNumber(int number);
    bool digitAnswers(int number) const;
    bool keyErases(std::string_view key) const;
    void beforeCommand(const Command& command);
    void watchLesson();
    QuestionScene questionScene() const;
    QuestionScene askedScene(const lessons::Ask& ask, const std::vector<std::string>& given) const;
    void fillAnswer(const lessons::Ask& ask, const std::vector<std::string>& given, QuestionScene& scene) const;
    void fillVerdict(const lessons::Verdict& verdict, QuestionScene& scene) const;
    std::vector<int> offeredTerms() const;
    QuestionScene verdictScene(const lessons::Verdict& verdict) const;
    IdeaScene ideaScene() const;
    GoalScene goalScene() const;
    std::string solutionWords(const lessons::Step& step) const;

    // ---- In front of a class: see presenter.h ----
    bool atTitle() const;
    bool answerIsHidden() const;
    bool pausesAfter(const Place& before) const;
    std::string pictureFolderNow() const;

    StudioOptions options_;
    Settings settings_;
    Course course_;
    std::unique_ptr<Document> document_;
    Playback playback_;
    CommandQueue commands_;
    Tool tool_ = Tool::Point;
    Dialog dialog_ = Dialog::None;
    std::string shownTerm_;
    std::optional<raft::RuleId> shownRule_;
    Drawer drawer_ = Drawer::None;
    raft::NodeId seenAs_ = raft::kNoNode;
    std::uint64_t past_ = 0;  ///< Changes whenever something that was computed is another now.
    mutable Feed feed_;
    mutable bool unfinished_ = false;  ///< A panel has asked for more than one frame could find.
    Presenting presenting_;
    std::string notice_;
    std::vector<std::string> noticeDetails_;
    std::optional<std::string> clipboardText_;
    std::optional<ExportOptions> lastSlides_;  ///< The choices of the last storyboard.
    ExportJob exportJob_;
    std::optional<Picture> sidePicture_, timePicture_;
    SurveyDesk surveys_;
    Request request_;
    bool wantsQuit_ = false;
    bool paceIsLessons_ = false;      ///< The open lesson asked for its speed.
    bool saidUnsaved_ = false;        ///< That settings cannot be saved was said once.
    bool steppedByHand_ = false;      ///< The user has stopped time; acting does not start it again.
    int framesWanted_ = 2;            ///< Still to draw although nothing moves: the last change must be seen.
    std::optional<Command> leaving_;  ///< What waits for the answer to "your run is not saved".
    bool leavesNow_ = false;          ///< The answer was given.
    std::string fileToReplace_;
    Journal journal_;
    std::size_t journalMark_ = 0;  ///< Of what the journal holds; 0: nothing.
    double journalAge_ = 0;        ///< Wall seconds since it was written.
    mutable std::unique_ptr<Cache> cache_;
    std::unique_ptr<LessonDesk> desk_;
    std::unique_ptr<SelfStudy> study_;
    std::unique_ptr<AuthorDesk> author_;
    std::unique_ptr<LectureDesk> lecture_;
};

}  // namespace studio
