package dev.troupe.examples;

import dev.troupe.ActorRef;
import dev.troupe.ActorSystem;
import dev.troupe.AskCrashedException;
import dev.troupe.Props;
import dev.troupe.TaskContext;
import dev.troupe.supervision.ChildSpec;
import dev.troupe.supervision.Supervisor;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/// Tellers move money between accounts by asking them. Accounts crash at random, before or after they have booked, and are
/// started anew by their supervisor; what was booked is on paper. Whoever asked is told of the crash at once, and asks again
/// with the same number: so each move is booked once, and not a penny gets lost.
final class Bank {
    private static final int ACCOUNTS = 8;
    private static final int TELLERS = 4;
    private static final int START = 1_000;
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private Bank() {}

    /// A booking: money in, or out if the amount is negative.
    record Move(int number, int amount, ActorRef<Boolean> replyTo) {}

    /// What outlives a crash.
    private static final class Paper {
        int balance = START;
        final Set<Integer> booked = new HashSet<>();

        /// Books a move, unless it was booked before.
        ///
        /// @return false if there is not enough money
        boolean book(int number, int amount) {
            if (booked.contains(number)) return true;
            if (balance + amount < 0) return false;
            balance += amount;
            return booked.add(number);
        }
    }

    private static final class Figures {
        int done, refused, crashes, again, moves;
    }

    static void run(Consumer<String> out, Options options) {
        var random = new SplittableRandom(options.seed());
        var figures = new Figures();
        Paper[] papers = new Paper[ACCOUNTS];
        try (var system = ActorSystem.create()) {
            system.onFailure(failure -> figures.crashes++);
            var accounts = Supervisor.oneForOne().intensity(Integer.MAX_VALUE, Duration.ofSeconds(1));
            for (int n = 0; n < ACCOUNTS; n++) {
                var paper = new Paper();
                papers[n] = paper;
                accounts = accounts.child(ChildSpec.of("account-" + n, Props.of(Move.class, self -> {
                    while (true) {
                        Move move = self.receive();
                        crashPerhaps(random, "before");
                        boolean booked = paper.book(move.number(), move.amount());
                        crashPerhaps(random, "after");
                        move.replyTo().tell(booked);
                    }
                })));
            }
            system.spawn("bank", accounts.props());
            system.run();
            for (int n = 0; n < TELLERS; n++) {
                int share = options.messages() / TELLERS + (n < options.messages() % TELLERS ? 1 : 0);
                var _ = system.launch(self -> {
                    for (int i = 0; i < share; i++) transfer(self, random, figures);
                });
            }
            out.accept("before: " + ACCOUNTS * START);
            system.run();
        }
        out.accept(figures.done + " transfers done, " + figures.refused + " refused for want of money");
        out.accept(figures.crashes + " crashes, " + figures.again + " moves asked for again");
        int total = 0;
        for (Paper paper : papers) total += paper.balance;
        out.accept("after: " + total);
    }

    private static void transfer(TaskContext self, SplittableRandom random, Figures figures) {
        int from = random.nextInt(ACCOUNTS);
        int to = (from + 1 + random.nextInt(ACCOUNTS - 1)) % ACCOUNTS;
        int amount = 1 + random.nextInt(500);
        if (book(self, from, -amount, figures)) {
            book(self, to, amount, figures);
            figures.done++;
        } else figures.refused++;
    }

    private static boolean book(TaskContext self, int account, int amount, Figures figures) {
        int number = figures.moves++;
        while (true) {
            try {
                return self.<Boolean>ask("bank/account-" + account, replyTo -> new Move(number, amount, replyTo),
                        LIMIT);
            } catch (AskCrashedException e) {
                figures.again++;
            }
        }
    }

    private static void crashPerhaps(SplittableRandom random, String when) {
        if (random.nextInt(20) == 0) throw new IllegalStateException("crashed " + when + " booking");
    }
}
