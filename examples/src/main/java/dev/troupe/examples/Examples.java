package dev.troupe.examples;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/// The list of examples. A line here is all that one needs; `ops/troupe gallery` then writes its page.
@NullMarked
final class Examples {
    /// In the order in which to meet them.
    static final List<Example> ALL = List.of(
            Example.of("printer", "an actor that is sent to by its name in the registry", Printer.class, Printer::run),
            Example.of("ping-pong", "two named generators that call each other, and rally", PingPong.class,
                    PingPong::run),
            Example.of("re-entrant", "the same without a scheduler: the error it gives", Reentrant.class,
                    Reentrant::run),
            Example.of("countdown", "values handed out on the way, and a result at the end", Countdown.class,
                    Countdown::run),
            Example.of("receiver", "a generator that is only sent values", Receiver.class, Receiver::run),
            Example.of("averager", "a generator that takes and gives, tidied up by close", Averager.class,
                    Averager::run),
            Example.of("chain", "one generator that goes through several", Chain.class, Chain::run),
            Example.of("flatten", "lists within lists, flattened by delegation", Flatten.class, Flatten::run),
            Example.of("fibonacci", "an endless generator, taken from while it makes sense", Fibonacci.class,
                    Fibonacci::run),
            Example.of("csv-look-up", "a file that is read no further than it must be", CsvLookup.class,
                    CsvLookup::run),
            Example.of("raise", "an exception raised into a generator within a generator", RaiseInto.class,
                    RaiseInto::run),
            Example.of("return-value", "what a generator returns, and who gets it", ReturnValue.class,
                    ReturnValue::run),
            Example.of("states", "the states of a generator", States.class, States::run),
            Example.of("temporary-folder", "a folder for a block: one function, cut in two by its yield",
                    TemporaryFolder.class, TemporaryFolder::run),
            Example.of("timer", "a block that is timed, whether it succeeds or fails", Timed.class, Timed::run)
                    .masking("[0-9.]+ ms", "… ms"),
            Example.of("round-robin", "tasks that count down in turn", RoundRobin.class, RoundRobin::run),
            Example.of("search", "a search that yields, and a message every two seconds beside it", Search.class,
                    Search::run),
            Example.of("monitored", "a task that looks at a future until it is done", Monitored.class, Monitored::run),
            Example.of("one-call", "a call elsewhere, awaited in line", OneCall.class, OneCall::run),
            Example.of("many-calls", "a loop of such calls", ManyCalls.class, ManyCalls::run),
            Example.of("failed-call", "a call that fails, caught where it is awaited", FailedCall.class,
                    FailedCall::run),
            Example.of("after", "a call that is made later", After.class, After::run),
            Example.of("parallel-tasks", "three waits that take as long as one", ParallelTasks.class,
                    ParallelTasks::run),
            Example.of("endless-recursion", "a task that starts itself anew, on a flat stack", EndlessRecursion.class,
                    EndlessRecursion::run, "--messages"),
            Example.of("fib", "work for a processor: in turn and at once, on threads and in processes", Fib.class,
                    Fib::run).masking("[0-9.]+ ms", "… ms"),
            Example.of("pipeline", "filter, double, square, and a close that passes through", ListPipeline.class,
                    ListPipeline::run),
            Example.of("log-filter", "what was asked of a server, out of 100,000 lines of its log", LogFilter.class,
                    LogFilter::run, "--seed", "--file"),
            Example.of("broadcast", "three filters that read a log once", Broadcasting.class, Broadcasting::run,
                    "--seed", "--file"),
            Example.of("dispatch", "work for three workers, the slow one's result not lost", Dispatch.class,
                    Dispatch::run),
            Example.of("dispatch-lost", "the slow worker's result lost, where nobody waits for it, and the remedy",
                    DispatchLost.class, DispatchLost::run, "--threads"),
            Example.of("routing", "the four routers: by turns, at random, by least load, by a key", Routing.class,
                    Routing::run, "--messages", "--seed"),
            Example.of("evaluator", "a sum of a million terms, by recursion that needs no stack", Evaluator.class,
                    Evaluator::run),
            Example.of("supervised", "a worker that crashes and is started anew, until it is too often",
                    Supervised.class, Supervised::run),
            Example.of("bank", "transfers between accounts that crash, and the total kept", Bank.class, Bank::run,
                    "--messages", "--seed"),
            Example.of("chat-room", "names, a member that crashes, and a slow reader who slows the others down",
                    ChatRoom.class, ChatRoom::run),
            Example.of("echo-server", "a TCP port with an actor for each of a thousand connections", EchoServer.class,
                    EchoServer::run, "--messages", "--port"));

    private Examples() {}

    static Optional<Example> find(String name) {
        return ALL.stream().filter(example -> example.name().equals(name)).findFirst();
    }

    static List<String> names() {
        return ALL.stream().map(Example::name).toList();
    }
}
