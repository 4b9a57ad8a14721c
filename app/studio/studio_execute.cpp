// Carries commands out: the only place that changes what is open.

#include <algorithm>

#include "app/studio/author_desk.h"
#include "app/studio/go_to.h"
#include "app/studio/instrument.h"
#include "app/studio/presenter.h"
#include "app/studio/rule_sheet.h"
#include "app/studio/studio_cache.h"
#include "app/studio/studio_hands.h"
#include "app/studio/studying.h"
#include "app/studio/wording.h"

namespace studio {

using PlayerState = lessons::Player::State;

struct Studio::Executor {
    Studio& studio;

    Document& document() { return *studio.document_; }
    raft::History& history() { return document().history(); }
    const raft::Cluster& cluster() { return history().world().cluster(); }

    // ---- Looking ----

    /// Stops the clock: the user moves the eye by hand.
    raft::History& lookByHand() {
        studio.playback_.pause();
        studio.steppedByHand_ = true;
        document().forgetShownStep();
        return history();
    }
    /// A walk on the lesson's line ends where the lesson stands: what lies beyond is the lesson's to do.
    void stopAtLesson() {
        const auto lesson = document().lessonPlace();
        if (lesson && document().onLessonLine() && history().time() > lesson->time) document().backToLesson();
    }
    bool lessonIsNext() { return document().onLessonLine() && document().atLessonPlace(); }
    /// Lets the running lesson step go on by one step of the world.
    void lessonForward() {
        lessons::Player& player = *document().player();
        if (player.advance(std::min(player.nextTime(), nextStepTime(history())))) studio.endLessonStep();
    }

    void operator()(const cmd::Select& c) {
        studio.answersByClick(c.ref);
        document().select(c.ref);
    }
    void operator()(const cmd::JumpTo& c) {
        lookByHand().seekStep(history().stepOfEvent(c.event));
        stopAtLesson();
        document().select(raft::eventRef(c.event));
    }
    void operator()(const cmd::GoTo& c) {
        const GoToTarget target = parseGoTo(c.text);
        studio.dialog_ = Dialog::None;
        if (const auto* event = std::get_if<raft::EventId>(&target)) return (*this)(cmd::JumpTo{*event});
        (*this)(cmd::SeekTime{std::get<raft::SimTime>(target)});
    }
    void operator()(const cmd::SeeAs& c) { studio.seenAs_ = c.server; }
    void operator()(const cmd::CycleSeeAs&) {
        const raft::NodeId selected = document().selectedServer();
        const int next = studio.seenAs_ == raft::kNoNode ? 0 : studio.seenAs_.value + 1;
        if (studio.seenAs_ == raft::kNoNode && selected.value < cluster().serverCount()) {
            studio.seenAs_ = selected;
        } else {
            studio.seenAs_ =
                next < cluster().serverCount() ? raft::NodeId(static_cast<std::uint8_t>(next)) : raft::kNoNode;
        }
    }
    void operator()(const cmd::AddBookmark& c) {
        const std::string name = c.name.empty() ? timeText(history().time(), studio.texts()) : c.name;
        document().bookmarks().push_back({name, document().place()});
        document().markModified();
        studio.report(studio.texts().format("notice.bookmarked", {{"name", name}}));
    }
    Bookmark& bookmark(int number) { return document().bookmarks()[static_cast<std::size_t>(number)]; }
    void operator()(const cmd::RenameBookmark& c) {
        bookmark(c.number).name = c.name;
        document().markModified();
    }
    void operator()(const cmd::RemoveBookmark& c) {
        document().bookmarks().erase(document().bookmarks().begin() + c.number);
        document().markModified();
    }
    void operator()(const cmd::GoToBookmark& c) {
        lookByHand();
        document().goTo(bookmark(c.number).place);
        stopAtLesson();
    }
    void operator()(const cmd::RenameBranch& c) {
        history().rename(c.line, c.name);
        document().markModified();
    }
    void operator()(const cmd::ToggleDrawer& c) {
        studio.drawer_ = studio.drawer_ == c.drawer ? Drawer::None : c.drawer;
    }
    void operator()(const cmd::ShowPicture& c) {
        auto& place = isOverTime(c.picture) ? studio.timePicture_ : studio.sidePicture_;
        place == c.picture ? place.reset() : void(place = c.picture);
    }
    void operator()(const cmd::RunSurvey&) { studio.surveys_.job.start(history().config(), studio.surveys_.compared); }
    void operator()(const cmd::StopSurvey&) { studio.surveys_.job.stop(); }
    void operator()(const cmd::CompareSurvey& c) { studio.surveys_.compared = c.with; }
    void operator()(const cmd::SelectServer& c) {
        if (studio.answersByNumber(c.number)) return;
        document().select(raft::nodeRef(raft::NodeId(static_cast<std::uint8_t>(c.number - 1))));
    }
    void operator()(const cmd::StepForward&) {
        lookByHand();
        lessonIsNext() ? lessonForward() : void(history().forward());
    }
    void operator()(const cmd::StepBack&) { lookByHand().back(); }
    void operator()(const cmd::NextInteresting&) {
        lookByHand();
        if (lessonIsNext()) return lessonForward();
        if (!document().onLessonLine()) {
            if (!history().forwardToInteresting()) studio.report(std::string(studio.texts().tr("notice.nothingAhead")));
            return;
        }
        const Place lesson = *document().lessonPlace();
        while (history().step() < lesson.step) {
            history().forward();
            if ((history().record(history().step()).flags & raft::kInteresting) != 0) return;
        }
        document().backToLesson();
    }
    void operator()(const cmd::PreviousInteresting&) { lookByHand().backToInteresting(); }
    void operator()(const cmd::Home&) { lookByHand().seekStep(raft::StepId(0)); }
    void operator()(const cmd::End&) {
        raft::History& run = lookByHand();
        document().onLessonLine() ? document().backToLesson() : run.seekStep(run.end() - 1);
    }
    void operator()(const cmd::SeekTime& c) {
        raft::History& run = lookByHand();
        // Nobody has computed what lies right of the end; looking there is not a wish to compute it.
        run.seekTime(std::min(c.time, std::max(run.time(), run.endTime())));
        stopAtLesson();
    }
    void operator()(const cmd::SeekStep& c) {
        lookByHand().seekStep(c.step);
        stopAtLesson();
    }

    // ---- The clock ----

    void play() {
        studio.steppedByHand_ = false;
        studio.playback_.play();
    }
    void beginNext() {
        document().backToLesson();
        play();
        studio.beginLessonStep();
    }
    /// The eye goes to the end of the step that is shown, or of the next one if it is there already.
    void finishLessonStep() {
        lessons::Player& player = *document().player();
        if (document().inLessonPast()) {
            const Place before = document().place();
            const int shown = document().shownLessonStep();
            if (shown >= player.done()) return document().backToLesson();
            document().showLessonStep(shown);
            if (document().place() == before && shown + 1 < player.done()) document().showLessonStep(shown + 1);
            if (document().place() == before && shown + 1 >= player.done()) document().backToLesson();
            return;
        }
        document().backToLesson();
        if (player.state() == PlayerState::Ready) player.begin();
        if (player.state() == PlayerState::Asking) return;  // The question is what is shown now.
        if (player.state() == PlayerState::Running) player.finish();
        document().showLessonStep(player.done() - 1);
    }
    void operator()(const cmd::LessonMove& c) { studio.moveInLesson(c); }
    void operator()(const cmd::AuthorMove& c) { studio.author_->execute(c); }
    void operator()(const cmd::CrashMove& c) { LessonDesk::Instrument::move(studio, c); }
    void operator()(const cmd::BigButton&) {
        if (studio.pressInLesson()) return;
        if (document().lesson() == nullptr) return (*this)(cmd::PlayPause{});
        if (!document().onLessonLine()) return (*this)(cmd::BackToLesson{});
        const lessons::Player& player = *document().player();
        const bool isOver = player.state() == PlayerState::Done && !document().inLessonPast();
        if (isOver) {
            if (studio.caption().doors) return (*this)(cmd::OpenSandbox{});
            return (*this)(cmd::Show{endsTrack(studio) ? Dialog::Poster : Dialog::Lessons});
        }
        if (studio.playback_.isPlaying()) {
            studio.playback_.pause();
            return finishLessonStep();
        }
        if (document().inLessonPast()) return goOnInPast();
        player.state() == PlayerState::Ready ? beginNext() : play();
    }
    /// Plays again what lies between the eye and the end of the step that is shown; past that, the next one.
    void goOnInPast() {
        const lessons::Player& player = *document().player();
        if (!document().showsStepEnd()) return play();
        // shownLessonStep() does not tell the beginning from the end of the first step.
        const bool atBeginning = player.done() == 0 || document().place().step < player.placeAfter(0).step;
        const int shown = atBeginning ? -1 : document().shownLessonStep();
        if (shown + 1 < player.done()) return document().replayStep(shown + 1), play();
        document().backToLesson();
        if (player.state() == PlayerState::Running) play();
    }
    void operator()(const cmd::PlayPause&) {
        if (studio.playback_.isPlaying()) {
            studio.playback_.pause();
            studio.steppedByHand_ = true;
            return;
        }
        const bool lessonWaits = document().onLessonLine() && !document().inLessonPast() &&
                                 document().player()->state() != PlayerState::Running;
        lessonWaits ? (*this)(cmd::BigButton{}) : play();
    }
    void operator()(const cmd::PaceUp&) {
        studio.playback_.faster();
        studio.keepSettings();
    }
    void operator()(const cmd::PaceDown&) {
        studio.playback_.slower();
        studio.keepSettings();
    }
    void operator()(const cmd::SetPace& c) {
        Pace pace = studio.playback_.pace();
        pace.autoPace = c.autoPace;
        if (!c.autoPace) pace.permille = std::clamp(c.permille, 1, 10'000);
        studio.playback_.setPace(pace);
    }

    // ---- The lesson ----

    void operator()(const cmd::NextLessonStep&) {
        studio.playback_.pause();
        finishLessonStep();
    }
    void operator()(const cmd::PreviousLessonStep&) {
        studio.playback_.pause();
        if (!document().onLessonLine()) return document().backToLesson();
        const int shown = document().shownLessonStep();
        document().showLessonStep(std::max(shown - 1, -1));
    }
    void operator()(const cmd::BackToLesson&) {
        studio.playback_.pause();
        studio.steppedByHand_ = false;
        if (document().isBeside() && (document().onLessonLine() || studio.session()->inGoal())) {
            return LessonDesk::Instrument::leaveBeside(studio);
        }
        document().returnToLesson();
    }
    void operator()(const cmd::SwitchBranch& c) {
        lookByHand();
        if (c.line == 0 && document().isBeside()) LessonDesk::Instrument::leaveBeside(studio);
        if (c.line == 0 && document().lesson() != nullptr) return document().backToLesson();
        if (c.line != history().line()) history().switchTo(c.line);
    }
    void operator()(const cmd::SandboxHere&) {
        if (!document().onLessonLine()) return (*this)(cmd::BackToLesson{});
        document().leaveLessonLine(nameNow("branch.sandbox"));
        play();
    }
    void operator()(const cmd::SetTool& c) { studio.tool_ = c.tool; }

    // ---- Acting ----

    std::string nameNow(std::string_view key) {
        const std::string time = timeText(history().time(), studio.texts());
        return studio.texts().format(key, {{"time", time}});
    }
    raft::NodeId serverOr(raft::NodeId server) {
        return server == raft::kNoNode ? document().selectedServer() : server;
    }
    void act(const raft::Action& action) {
        if (!studio.lessonLetsAct(action)) return studio.report(std::string(studio.texts().tr("why.goalForbids")));
        const Texts texts = studio.texts();
        const std::string phrase = actionPhrase(action, cluster(), texts);
        const std::string time = timeText(history().time(), texts);
        ++studio.past_;
        document().act(action, texts.format("branch.action", {{"action", phrase}, {"time", time}}));
        // Who has stopped the clock may want to do more at this instant; everybody else wants to see what follows.
        if (!studio.steppedByHand_ && !studio.clockWaits()) play();
    }
    void operator()(const cmd::ToggleCrash& c) {
        const raft::NodeId server = serverOr(c.server);
        if (server == raft::kNoNode) {
            studio.tool_ = Tool::Crash;
            return studio.report(std::string(studio.texts().tr("notice.crashTool")));
        }
        raft::NodeSet servers;
        servers.insert(server);
        cluster().machine(server).up ? act(raft::act::Crash{servers}) : act(raft::act::Restart{servers});
    }
    void operator()(const cmd::FireTimeout& c) { act(raft::act::FireTimeout{serverOr(c.server)}); }

    /// Both directions of each link, unless the command is about one.
    template <class Links>
    static std::vector<raft::LinkId> directions(const Links& command) {
        std::vector<raft::LinkId> links;
        for (const raft::LinkId& link : command.links) {
            links.push_back(link);
            if (!command.oneWay) links.push_back(raft::LinkId{link.to, link.from});
        }
        return links;
    }
    void operator()(const cmd::CutLinks& c) { act(raft::act::Cut{directions(c)}); }
    void operator()(const cmd::MendLinks& c) { act(raft::act::Mend{directions(c)}); }
    void operator()(const cmd::ToggleIsolate& c) {
        const raft::NodeId server = serverOr(c.server);
        cmd::CutLinks cut;
        bool allCut = true;
        for (int other = 0; other < cluster().serverCount(); ++other) {
            const raft::NodeId peer(static_cast<std::uint8_t>(other));
            if (peer == server) continue;
            cut.links.push_back(raft::LinkId{server, peer});
            const raft::Network& network = cluster().network();
            allCut = allCut && network.link(server, peer).cut && network.link(peer, server).cut;
        }
        allCut ? act(raft::act::Mend{directions(cut)}) : act(raft::act::Cut{directions(cut)});
    }
    void operator()(const cmd::Heal&) { act(raft::act::Heal{}); }
    /// The selected client, else the first that waits for nothing, so that the command goes out at once; if all wait,
    /// the first.
    raft::NodeId askingClient() {
        const raft::Ref& selected = document().selection();
        const bool isClient = selected.kind == raft::RefKind::Client && raft::isClient(raft::endOf(selected.a));
        const bool isHere = isClient && raft::clientNumber(raft::endOf(selected.a)) < cluster().clientCount();
        if (isHere) return raft::endOf(selected.a);
        for (int i = 0; i < cluster().clientCount(); ++i) {
            const raft::Client& client = cluster().client(raft::clientEnd(i));
            if (!client.waiting && client.queue.empty()) return raft::clientEnd(i);
        }
        return raft::clientEnd(0);
    }
    void operator()(const cmd::Send& c) {
        const std::string text = c.text.empty() ? studio.nextCommandText() : c.text;
        const auto to = c.to ? c.to : cluster().leaderOfHighestTerm();
        if (const auto read = typedRead(text)) {
            return act(raft::act::ReadKey{document().textTable()->intern(read->key), askingClient(), to, read->mode});
        }
        act(raft::act::Submit{document().textTable()->intern(text), askingClient(), to, 0});
    }
    void operator()(const cmd::Read& c) {
        const raft::TextId key = document().textTable()->intern(document().keyToRead());
        raft::act::ReadKey read{key, askingClient(), c.from, c.mode};
        const raft::NodeId selected = document().selectedServer();
        if (!read.from && selected != raft::kNoNode) read.from = selected;
        act(read);
    }
    void operator()(const cmd::Undo&) {
        lookByHand();
        history().undo();
        ++studio.past_;
        if (document().onLessonLine()) document().backToLesson();
    }
    void operator()(const cmd::Redo&) {
        lookByHand().redo();
        ++studio.past_;
    }

    void operator()(const cmd::ResetRules&) {
        for (const raft::act::SetRule& back : rulesUnlikeProfile(cluster())) act(back);
    }

    // ---- Hands ----

    void operator()(const cmd::Hand& c) { act(actionOf(c, document())); }
    void operator()(const cmd::SelectNext& c) {
        document().select(tabFrom(cluster(), document().selection(), c.direction));
    }
    void request(Request request) {
        request.serial = studio.request_.serial + 1;
        studio.request_ = request;
    }
    void operator()(const cmd::OpenMenu&) {
        request({Request::What::Menu, 0, document().selection(), {}, std::nullopt});
    }
    void operator()(const cmd::AskValue& c) {
        request({Request::What::Value, 0, {}, resolved(c.value, document()), std::nullopt});
    }
    void operator()(const cmd::WriteCommand& c) { request({Request::What::Command, 0, {}, {}, c.to}); }
    void operator()(const cmd::WriteToSelected&) { (*this)(cmd::WriteCommand{document().selectedServer()}); }
    void operator()(const cmd::SendToSelected&) { (*this)(cmd::Send{{}, document().selectedServer()}); }

    // ---- The document ----

    void operator()(const cmd::NewCluster& c) { studio.show(std::make_unique<Document>(c.config)); }
    void operator()(const cmd::OpenSandbox&) { studio.show(std::make_unique<Document>(raft::ClusterConfig{})); }
    void operator()(const cmd::OpenLesson& c) { studio.open(studio.course_.find(c.id)->path); }
    void operator()(const cmd::OpenFile& c) { studio.open(c.path); }
    void operator()(const cmd::SaveFile& c) { studio.saveUnlessThere(c.path); }
    void operator()(const cmd::Save&) { studio.saveHere(); }
    void operator()(const cmd::ReplaceFile&) {
        const std::string path = studio.fileToReplace_;
        studio.desk_->replacesProgress ? LessonDesk::exportTo(studio, path) : void(studio.save(path));
    }
    void operator()(const cmd::SaveAndLeave&) { studio.saveHere(); }
    void operator()(const cmd::LeaveUnsaved&) { studio.leave(); }
    void operator()(const cmd::RecoverRun&) { studio.recoverRun(); }
    void operator()(const cmd::ForgetRecovered&) {
        studio.journal_.removeLeft();
        studio.dialog_ = Dialog::None;
    }

    // ---- The course ----

    void operator()(const cmd::OpenStep& c) { LessonDesk::openStep(studio, c.lesson, c.step); }
    void operator()(const cmd::ResumeLesson&) {
        const NextUp next = *studio.learning().next();
        LessonDesk::openStep(studio, next.lesson, next.step);
    }
    void operator()(const cmd::SandboxAt& c) { LessonDesk::sandboxAt(studio, c.step); }
    void operator()(const cmd::ExportProgress& c) { LessonDesk::exportTo(studio, c.path); }
    void operator()(const cmd::ImportProgress& c) { LessonDesk::importFrom(studio, c.path); }
    void operator()(const cmd::ResetProgress&) { LessonDesk::reset(studio); }

    // ---- Pictures ----

    void operator()(const cmd::SavePicture&) {
        if (studio.crashDesk() != nullptr) return LessonDesk::Instrument::savePicture(studio);
        ExportRequest request{studio.pictureOptions(), {}, false};
        request.path = studio.picturePath(suffixOf(request.options.format));
        studio.beginExport(std::move(request));
    }
    void operator()(const cmd::ExportPictures& c) { studio.beginExport(c.request); }
    void operator()(const cmd::ExportSlides&) { studio.beginExport(studio.slidesRequest()); }
    void operator()(const cmd::CopyPicture&) { studio.copyPicture(); }
    void operator()(const cmd::CopyBugReport&) { studio.copyBugReport(); }

    // ---- The window ----

    void operator()(const cmd::Show& c) {
        if (c.dialog == Dialog::Lessons) studio.author_->readOwnLessons();
        if (c.dialog == Dialog::Rules) studio.shownRule_.reset();
        Studying{studio}.begin(c.dialog);
    }
    void operator()(const cmd::StudyMove& c) { Studying{studio}.move(c); }
    void operator()(const cmd::SetLanguage& c) {
        studio.settings_.language = c.language;
        studio.keepSettings();
    }
    void operator()(const cmd::ToggleLanguage&) {
        const bool chinese = studio.settings_.language == Language::Chinese;
        (*this)(cmd::SetLanguage{chinese ? Language::English : Language::Chinese});
    }
    void operator()(const cmd::ToggleIdleTime&) {
        studio.settings_.timeToScale = !studio.settings_.timeToScale;
        studio.keepSettings();
    }
    void operator()(const cmd::ToggleTermNames&) {
        const bool chinese = studio.settings_.termNames == TermNames::Chinese;
        studio.settings_.termNames = chinese ? TermNames::English : TermNames::Chinese;
        studio.keepSettings();
    }
    void operator()(const cmd::ShowTerm& c) {
        studio.shownTerm_ = c.id;
        studio.dialog_ = Dialog::Glossary;
    }
    void operator()(const cmd::ShowRule& c) {
        studio.shownRule_ = c.rule;
        studio.dialog_ = Dialog::Rules;
    }
    void operator()(const cmd::SetTheme& c) {
        (studio.presenting_.on ? studio.settings_.presentTheme : studio.settings_.theme) = c.theme;
        studio.keepSettings();
    }
    void operator()(const cmd::ToggleTheme&) {
        const auto next = (static_cast<std::size_t>(studio.theme()) + 1) % kThemeNameCount;
        (*this)(cmd::SetTheme{static_cast<ThemeName>(next)});
    }
    void operator()(const cmd::SetScale& c) {
        studio.settings_.scalePercent = c.percent;
        studio.keepSettings();
    }
    void operator()(const cmd::StepScale& c) {
        (*this)(cmd::SetScale{scaleBeside(studio.settings_.scalePercent, c.by)});
    }
    void operator()(const cmd::SetPreset& c) {
        studio.settings_.preset = c.preset;
        studio.keepSettings();
    }
    void operator()(const cmd::SetSplit& c) {
        Splits& splits = studio.settings_.splits[static_cast<std::size_t>(studio.settings_.preset)];
        splits[static_cast<std::size_t>(c.split)] = c.permille;
        studio.keepSettings();
    }

    // ---- Presenting ----

    void operator()(const cmd::TogglePresent&) {
        // Who has the lecture before them begins it.
        const bool begins = studio.dialog_ == Dialog::Teach && !studio.presenting_.on;
        if (begins && !studio.lecture().lessons.empty()) return studio.execute(cmd::StartLecture{});
        // Neither the eye nor the clock notices: a clicker's button alternates this at any moment.
        Presenting& presenting = studio.presenting_;
        presenting = Presenting{!presenting.on, false, false, presenting.notes, false, presenting.clock};
        studio.dialog_ = Dialog::None;
        studio.tool_ = Tool::Point;
        studio.lecture_->improvisedFrom.reset();
    }
    Presenter presenter() { return Presenter{studio, *studio.lecture_}; }
    void operator()(const cmd::PresentNext&) {
        if (document().lesson() == nullptr) return (*this)(cmd::NextInteresting{});
        presenter().next();
    }
    void operator()(const cmd::PresentBack&) {
        if (document().lesson() == nullptr) return (*this)(cmd::PreviousInteresting{});
        presenter().back();
    }
    void operator()(const cmd::RestartStep&) { presenter().restart(); }
    void operator()(const cmd::ToggleClock&) { studio.presenting_.clock = !studio.presenting_.clock; }
    void operator()(const cmd::ToggleSpotlight&) { studio.presenting_.spotlight = !studio.presenting_.spotlight; }
    void operator()(const cmd::ClassDigit& c) { presenter().digit(c.digit); }
    void operator()(const cmd::ClassErase&) { presenter().eraseDigit(); }
    void operator()(const cmd::ClassCount&) { presenter().count(); }
    void operator()(const cmd::TogglePauseOn& c) {
        studio.settings_.pauseOn ^= bitOf(c.what);
        studio.keepSettings();
        const bool isOn = (studio.settings_.pauseOn & bitOf(c.what)) != 0;
        const std::string what = "pauseOn." + std::string(kPauseOnNames[static_cast<std::size_t>(c.what)]);
        studio.report(studio.texts().format(isOn ? "notice.pausesOn" : "notice.pausesNoMore",
                                            {{"what", std::string(studio.texts().tr(what))}}));
    }
    void operator()(const cmd::StartLecture& c) { presenter().startLecture(c.from); }
    void operator()(const cmd::EditLecture& c) { presenter().editLecture(c); }
    void operator()(const cmd::SavePlaylist& c) { presenter().savePlaylist(c.path); }
    void operator()(const cmd::Freeze&) {
        if (!studio.playback_.isPlaying()) return play();
        studio.playback_.pause();
        studio.steppedByHand_ = true;
    }
    void operator()(const cmd::ToggleBlank&) { studio.presenting_.blank = !studio.presenting_.blank; }
    void operator()(const cmd::ToggleNotes&) { studio.presenting_.notes = !studio.presenting_.notes; }
    void operator()(const cmd::ToggleImprovise&) {
        if (document().lesson() != nullptr) return presenter().improvise();
        studio.presenting_.improvising = !studio.presenting_.improvising;
        studio.tool_ = Tool::Point;
    }
    void operator()(const cmd::GoToStep& c) {
        studio.playback_.pause();
        studio.dialog_ = Dialog::None;
        if (studio.presenting_.on) return presenter().goToStep(c.step);
        document().backToLesson();
        const lessons::Player& player = *document().player();
        // A step may wait for an answer: then this is as far as one gets.
        for (int before = -1; player.done() <= c.step && player.done() != before;) {
            before = player.done();
            finishLessonStep();
        }
        document().showLessonStep(std::min(c.step, player.done() - 1));
    }
    void operator()(const cmd::Escape&) {
        if (studio.dialog_ != Dialog::None) {
            studio.dialog_ = Dialog::None;
            studio.leaving_.reset();
            studio.desk_->replacesProgress = false;
        } else if (studio.presenting_.on) {
            (*this)(cmd::TogglePresent{});
        } else if (studio.tool_ != Tool::Point) {
            studio.tool_ = Tool::Point;
        } else if (studio.drawer_ != Drawer::None) {
            studio.drawer_ = Drawer::None;
        } else if (document().selection().empty()) {
            studio.seenAs_ = raft::kNoNode;
        } else {
            document().select(raft::Ref{});
        }
    }
    void operator()(const cmd::Quit&) { studio.wantsQuit_ = true; }
};

void Studio::execute(const Command& command) {
    framesWanted_ = 2;
    notice_.clear();
    noticeDetails_.clear();
    if (auto reason = whyNot(command)) return report(std::move(*reason));
    if (asksBeforeLeaving(command)) return;
    beforeCommand(command);
    const AuthorDesk::Before before{playback_.isPlaying(), past_};
    command.visit(Executor{*this});
    author_->follow(command, before);
    watchLesson();
    Presenter{*this, *lecture_}.watchVote(0);
    // The past, the line, the selection or the language may be another one now.
    *cache_ = Cache{};
}

/// Saves the settings if the user changed one. A folder that cannot be written to is said once, not at every change.
void Studio::keepSettings() {
    if (playback_.pace().autoPace) settings_.pacePercent = playback_.pace().factorPercent;
    const auto saved = saveSettings(options_.configDir, settings_);
    if (saved.ok() || saidUnsaved_) return;
    saidUnsaved_ = true;
    reportErrors("notice.settingsUnsaved", saved.errors());
}

}  // namespace studio
