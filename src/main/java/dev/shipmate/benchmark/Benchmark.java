package dev.shipmate.benchmark;

import dev.shipmate.approval.Approval;
import dev.shipmate.approval.Approver;
import dev.shipmate.cluster.Cluster;
import dev.shipmate.cluster.WorkloadName;
import dev.shipmate.cluster.WorkloadView;
import dev.shipmate.conversation.Outcome;
import dev.shipmate.conversation.Question;
import dev.shipmate.conversation.Session;
import dev.shipmate.conversation.TurnResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Gives tasks to a model and judges what comes of it. Nothing is changed but by repairs, each in an arena of its own.
public final class Benchmark {
    private static final Duration TIME_TO_HEAL = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Arena.Source arenas;
    private final List<Task> tasks;

    public Benchmark(Arena.Source arenas, List<Task> tasks) {
        this.arenas = arenas;
        this.tasks = List.copyOf(tasks);
    }

    /// One round over all tasks. It is shorter when the thread is interrupted.
    ///
    /// @param round counted from 1; also the seed of the model's choices
    public List<Trial> round(Setting setting, int round, Consumer<Trial> each) {
        var trials = new ArrayList<Trial>();
        try (Arena shared = arenas.open(setting, round)) {
            var names = new InventedNames(shared.cluster().inventory());
            for (Task task : tasks) {
                Trial trial = task.expected() instanceof Expectation.Healthy
                        ? repair(setting, round, task)
                        : trial(setting, round, task, shared, new Judge(names, _ -> false), Approver.NOBODY);
                if (trial.result().outcome() == Outcome.CANCELLED) {
                    break;
                }
                trials.add(trial);
                each.accept(trial);
            }
        }
        return trials;
    }

    private Trial repair(Setting setting, int round, Task task) {
        try (Arena own = arenas.open(setting, round)) {
            var names = new InventedNames(own.cluster().inventory());
            var judge = new Judge(names, workload -> healed(own.cluster(), workload));
            return trial(setting, round, task, own, judge, _ -> Approval.YES);
        }
    }

    private static Trial trial(Setting setting, int round, Task task, Arena arena, Judge judge, Approver approver) {
        Session session = arena.session();
        session.reset();
        TurnResult last = session.ask(new Question(task.questions().getFirst()), _ -> {}, approver);
        for (String question : task.questions().subList(1, task.questions().size())) {
            last = session.ask(new Question(question), _ -> {}, approver);
        }
        return new Trial(setting, round, task, last, judge.judge(task, last));
    }

    private static boolean healed(Cluster cluster, String workload) {
        long end = System.nanoTime() + TIME_TO_HEAL.toNanos();
        while (!healthy(cluster, workload)) {
            if (System.nanoTime() > end) {
                return false;
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    private static boolean healthy(Cluster cluster, String workload) {
        String[] kindAndName = workload.split("/", 2);
        var id = new WorkloadName(kindAndName[0], cluster.target().namespace(), kindAndName[1]);
        return cluster.findWorkload(id).filter(WorkloadView::healthy).isPresent();
    }
}
