// `raftlab fuzz --seeds A..B`: one run a seed against a made-up adversary, with every invariant on.

#include <algorithm>
#include <array>
#include <atomic>
#include <charconv>
#include <filesystem>
#include <map>
#include <thread>

#include "app/cli/commands.h"
#include "app/cli/exit_code.h"
#include "app/cli/interrupt.h"
#include "raft/base/utf8.h"
#include "raft/check/fault_schedule.h"
#include "raft/check/linearizability.h"
#include "raft/history/history.h"
#include "raft/trace/cluster_reader.h"
#include "raft/trace/file_io.h"
#include "raft/trace/json_writer.h"
#include "raft/trace/session_writer.h"

namespace cli {
namespace {

constexpr std::uint64_t kMostSeeds = 10'000'000;

struct FuzzPlan {
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    std::uint64_t shard = 1;   ///< This one,
    std::uint64_t shards = 1;  ///< of so many.
    unsigned jobs = 1;
    raft::Profile profile = raft::Profile::Figure2;
    raft::Rules rules;
    raft::SimTime length = raft::SimTime::fromMs(10'000);
    std::string folder;
    bool members = false;  ///< Servers come and go.
    raft::SimTime sessionTimeout;  ///< 0: clients' sessions do not expire.
};

/// What became of one seed.
struct SeedRun {
    std::uint64_t seed = 0;
    std::uint64_t steps = 0;
    std::vector<raft::Property> broken;
    std::string session;  ///< The file's content, if something broke.
};

std::optional<std::uint64_t> wholeNumber(std::string_view text) {
    std::uint64_t number = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (code != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

/// Two numbers with `between` in the middle.
bool readPair(std::string_view text, std::string_view between, std::uint64_t& first, std::uint64_t& second) {
    const std::size_t at = text.find(between);
    if (at == std::string_view::npos) return false;
    const auto a = wholeNumber(text.substr(0, at));
    const auto b = wholeNumber(text.substr(at + between.size()));
    if (!a || !b) return false;
    first = *a;
    second = *b;
    return true;
}

/// The value of a rule as files write it, or nothing.
std::optional<int> ruleValue(const raft::RuleInfo& info, std::string_view text) {
    if (info.kind == raft::RuleInfo::Kind::Bool) {
        if (text == "true" || text == "false") return text == "true" ? 1 : 0;
        return std::nullopt;
    }
    for (std::size_t i = 0; i < info.choices.size(); ++i) {
        if (info.choices[i] == text) return static_cast<int>(i);
    }
    return std::nullopt;
}

class PlanReader {
public:
    PlanReader(const FuzzOptions& options, const studio::Texts& texts, Output& output)
        : options_(options), texts_(texts), output_(output) {}

    std::optional<FuzzPlan> read() {
        plan_.folder = options_.sessions;
        plan_.members = options_.members;
        const bool range = readPair(options_.seeds, "..", plan_.first, plan_.last);
        if (!range || plan_.last < plan_.first || plan_.last - plan_.first >= kMostSeeds) {
            refuse("--seeds", options_.seeds, "1..1000");
        }
        const bool sharded = options_.shard.empty() || readPair(options_.shard, "/", plan_.shard, plan_.shards);
        if (!sharded || plan_.shard < 1 || plan_.shard > plan_.shards) refuse("--shard", options_.shard, "1/4");
        readNumbers();
        readProfile();
        for (const std::string& rule : options_.rules) readRule(rule);
        if (!ok_) return std::nullopt;
        return plan_;
    }

private:
    void refuse(std::string_view option, const std::string& word, std::string_view expected,
                std::string_view key = "cli.badChoice") {
        ok_ = false;
        output_.note(
            "raftlab fuzz: " +
            texts_.format(key, {{"option", option}, {"word", raft::quotedText(word)}, {"expected", expected}}));
    }

    void readNumbers() {
        if (!options_.jobs.empty()) {
            const auto jobs = wholeNumber(options_.jobs);
            if (!jobs || *jobs < 1 || *jobs > 256) return refuse("--jobs", options_.jobs, "1 … 256");
            plan_.jobs = static_cast<unsigned>(*jobs);
        }
        readDuration("--length", options_.length, 1, plan_.length);
        readDuration("--session-timeout", options_.sessionTimeout, 0, plan_.sessionTimeout);
    }

    /// Whole milliseconds; what is not given stays as it is.
    void readDuration(std::string_view option, const std::string& word, std::uint64_t least, raft::SimTime& duration) {
        if (word.empty()) return;
        const auto length = wholeNumber(word);
        const auto most = static_cast<std::uint64_t>(raft::kLongestUs / 1000);
        if (!length || *length < least || *length > most) {
            return refuse(option, word, std::to_string(least) + " … " + std::to_string(most));
        }
        duration = raft::SimTime::fromMs(static_cast<std::int64_t>(*length));
    }

    void readProfile() {
        if (!options_.protocol.empty() && options_.protocol != "raft") {
            refuse("--protocol", options_.protocol, "raft", "cli.laterChoice");
        }
        const std::string& name = options_.profile;
        if (name == "production") plan_.profile = raft::Profile::Production;
        if (!name.empty() && name != "production" && name != "figure2") {
            refuse("--profile", name, "figure2, production");
        }
        plan_.rules = raft::rulesOf(plan_.profile);
    }

    void readRule(const std::string& text) {
        const std::size_t equals = std::min(text.find('='), text.size());
        const auto rule = raft::ruleByName(text.substr(0, equals));
        if (!rule || equals == text.size()) return refuse("--rule", text, "compareLogs=false");
        const auto value = ruleValue(raft::infoOf(*rule), text.substr(equals + 1));
        if (!value) return refuse("--rule", text, "NAME=true, NAME=false, quorum=half");
        plan_.rules.set(*rule, *value);
    }

    const FuzzOptions& options_;
    const studio::Texts& texts_;
    Output& output_;
    FuzzPlan plan_;
    bool ok_ = true;
};

/// Seeds take turns with the number of servers, so that even and odd clusters are met.
raft::ClusterConfig clusterOf(const FuzzPlan& plan, std::uint64_t seed) {
    constexpr std::array kServers{3, 5, 4};
    raft::ClusterConfig config;
    config.servers.clear();
    const int voters = kServers[seed % kServers.size()];
    const int servers = plan.members ? voters + 2 : voters;  // Somebody must be there to come.
    for (int i = 1; i <= servers; ++i) config.servers.push_back("S" + std::to_string(i));
    if (plan.members) config.voters = raft::NodeSet::firstNodes(voters);
    config.clients = {"a", "b", "c"};
    config.seed = seed;
    config.latencyMin = raft::SimTime::fromMs(2);
    config.latencyMax = raft::SimTime::fromMs(30);
    config.lossPpm = 10'000;
    config.duplicatePpm = 10'000;
    config.fsync = raft::SimTime::fromMs(static_cast<std::int64_t>(seed / 2 % 3) * 5);
    config.clientTimeout = raft::SimTime::fromMs(400);
    config.sessionTimeout = plan.sessionTimeout;
    // By threshold too, beside those that the adversary asks for.
    config.snapshotEvery = seed % 4 == 3 ? 5 : 0;
    config.profile = plan.profile;
    config.rules = plan.rules;
    return config;
}

std::vector<raft::Property> brokenIn(const raft::World& world) {
    std::vector<raft::Property> broken;
    for (const raft::PropertyInfo& info : raft::propertyTable()) {
        const bool byClients = info.property == raft::Property::Linearizability &&
                               raft::checkLinearizability(world.cluster()).verdict == raft::Verdict::Broken;
        if (byClients || world.monitor().isBroken(info.property)) broken.push_back(info.property);
    }
    return broken;
}

/// Can a session file say it? A cut of no link, a snapshot of no server and a split with an empty side are no actions
/// there.
struct IsSayable {
    bool operator()(const raft::act::Split& split) const {
        return std::none_of(split.groups.begin(), split.groups.end(),
                            [](raft::NodeSet group) { return group.empty(); });
    }
    bool operator()(const raft::act::Cut& cut) const { return !cut.links.empty(); }
    bool operator()(const raft::act::Hold& hold) const { return !hold.links.empty(); }
    bool operator()(const raft::act::TakeSnapshot& snapshot) const { return !snapshot.servers.empty(); }
    bool operator()(const raft::act::Release& release) const { return !release.links.empty(); }
    template <class Other>
    bool operator()(const Other&) const {
        return true;
    }
};

/// Would it do what it says? What would be refused is left out, so that the session of a finding is free of refusals.
bool isGranted(const raft::Action& move, const raft::Cluster& cluster) {
    raft::Cluster copy = cluster;
    raft::StepEvents step;
    return copy.apply(move, copy.now(), step);
}

raft::Action nextMove(raft::FaultSchedule& adversary, const raft::Cluster& cluster) {
    while (true) {
        raft::Action move = adversary.move(cluster);
        if (std::visit(IsSayable(), move) && isGranted(move, cluster)) return move;
    }
}

SeedRun runSeed(const FuzzPlan& plan, std::uint64_t seed) {
    const auto texts = std::make_shared<raft::TextTable>();
    raft::History history(clusterOf(plan, seed), texts);
    raft::FaultOptions options;
    options.snapshots = true;
    options.churn = plan.members;
    // Seeds take turns with reads out of the log, and with leaders that are asked to hand over.
    options.reads = seed / 6 % 2 == 1;
    options.transfers = seed / 12 % 2 == 1;
    // Few keys are fought over; of many, a snapshot travels in several parts.
    options.keys = seed / 3 % 2 == 0 ? 2 : 30;
    raft::FaultSchedule adversary(seed, options);
    while (!interrupted()) {
        const raft::SimTime next = history.time() + adversary.pause();
        if (next > plan.length) break;
        history.seekTime(next);
        history.act(nextMove(adversary, history.world().cluster()), {});
    }
    history.seekTime(plan.length);
    SeedRun run{seed, 0, brokenIn(history.world()), {}};
    if (!run.broken.empty()) {
        // The last action marks the end, so that whoever runs the session sees what broke after the others.
        history.act(raft::act::WriteNote{texts->intern("end")}, {});
        run.session = raft::writeSession(raft::sessionOf(history, {"fuzz " + std::to_string(seed), {}}));
    }
    run.steps = history.world().nextStep().value;
    return run;
}

/// Each worker has worlds of its own; the results stand in the order of the seeds.
std::vector<SeedRun> runAll(const FuzzPlan& plan) {
    std::vector<std::uint64_t> seeds;
    for (std::uint64_t seed = plan.first; seed <= plan.last; ++seed) {
        if ((seed - plan.first) % plan.shards == plan.shard - 1) seeds.push_back(seed);
        if (seed == UINT64_MAX) break;
    }
    std::vector<SeedRun> runs(seeds.size());
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        for (std::size_t i = next++; i < seeds.size() && !interrupted(); i = next++) runs[i] = runSeed(plan, seeds[i]);
    };
    std::vector<std::thread> helpers;
    for (unsigned i = 1; i < plan.jobs; ++i) helpers.emplace_back(work);
    work();
    for (std::thread& helper : helpers) helper.join();
    return runs;
}

std::string sessionPath(const FuzzPlan& plan, std::uint64_t seed) {
    const std::string name = "fuzz-" + std::to_string(seed) + ".session.json";
    return plan.folder.empty() ? name : plan.folder + "/" + name;
}

std::string reportOf(const FuzzPlan& plan, const std::vector<SeedRun>& runs) {
    std::uint64_t steps = 0;
    std::map<std::string_view, std::uint64_t> byProperty;
    std::uint64_t violations = 0;
    for (const SeedRun& run : runs) {
        steps += run.steps;
        violations += run.broken.size();
        for (const raft::Property property : run.broken) ++byProperty[raft::nameOf(property)];
    }
    std::string text;
    raft::JsonWriter json(text);
    json.beginObject();
    json.field("seeds", runs.size());
    json.field("steps", steps);
    json.field("violations", violations);
    json.key("byProperty");
    json.beginObject();
    for (const auto& [name, count] : byProperty) json.field(name, count);
    json.endObject();
    json.key("findings");
    json.beginArray();
    for (const SeedRun& run : runs) {
        for (const raft::Property property : run.broken) {
            json.beginObject();
            json.field("seed", run.seed);
            json.field("property", raft::nameOf(property));
            json.field("session", sessionPath(plan, run.seed));
            json.endObject();
        }
    }
    json.endArray();
    json.endObject();
    json.newLine();
    return text;
}

}  // namespace

int fuzz(const FuzzOptions& options, const GlobalOptions& global, Output& output) {
    const auto plan = PlanReader(options, global.texts, output).read();
    if (!plan) return kWrongInput;
    const InterruptGuard guard;
    const std::vector<SeedRun> runs = runAll(*plan);
    if (interrupted()) return kInterrupted;
    bool found = false;
    if (!plan->folder.empty()) {
        std::error_code code;
        std::filesystem::create_directories(plan->folder, code);
    }
    for (const SeedRun& run : runs) {
        if (run.broken.empty()) continue;
        found = true;
        const auto written = raft::writeFileAtomically(sessionPath(*plan, run.seed), run.session);
        if (!written.ok()) return output.errors(written.errors()), kWrongInput;
    }
    output.result(reportOf(*plan, runs));
    return found ? kAnswerIsNo : kFine;
}

}  // namespace cli
