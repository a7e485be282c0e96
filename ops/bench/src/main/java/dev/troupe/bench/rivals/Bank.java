package dev.troupe.bench.rivals;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/// Sixteen tellers move money between 64 accounts: each asks one account to pay out, then another to take in, and then begins
/// the next transfer. An operation is one message, question or answer: four for each transfer.
@OperationsPerInvocation(4 * Bank.TRANSFERS)
public class Bank extends Contest {
    static final int TRANSFERS = 16_000;
    private static final int TELLERS = 16;
    private static final int ACCOUNTS = 64;
    private static final int BALANCE = 1_000;

    @Override
    <R> Round prepare(Contender<R> stage) throws Exception {
        Finish finish = new Finish();
        List<Account<R>> books = new ArrayList<>();
        List<R> accounts = new ArrayList<>();
        for (int n = 0; n < ACCOUNTS; n++) {
            books.add(new Account<>());
            accounts.add(stage.spawn(books.get(n)));
        }
        List<R> tellers = new ArrayList<>();
        for (int n = 0; n < TELLERS; n++) tellers.add(stage.spawn(new Teller<>(finish, accounts, n)));
        return () -> {
            long before = books.stream().mapToLong(account -> account.entries).sum();
            finish.expect(TELLERS);
            for (R teller : tellers) stage.tell(teller, Letter.START);
            finish.await();
            Finish.check("money", (long) ACCOUNTS * BALANCE,
                    books.stream().mapToLong(account -> account.balance).sum());
            Finish.check("number of entries", before + 2 * TRANSFERS,
                    books.stream().mapToLong(account -> account.entries).sum());
        };
    }

    private static final class Account<R> implements Part<R> {
        private long balance = BALANCE;
        private long entries;

        @Override
        public void take(Self<R> self, Object message) {
            Letter<R> entry = Letter.of(message);
            entries++;
            balance += entry.value();
            self.tell(entry.from(), Letter.BALL);
        }
    }

    private static final class Teller<R> implements Part<R> {
        private final Finish finish;
        private final List<R> accounts;
        private int random;
        private boolean paidOut;
        private int left;

        Teller(Finish finish, List<R> accounts, int seed) {
            this.finish = finish;
            this.accounts = accounts;
            this.random = seed;
        }

        @Override
        public void take(Self<R> self, Object message) {
            if (message == Letter.START) {
                left = TRANSFERS / TELLERS;
                enter(self, -10);
            } else if (message != Letter.BALL) {
                throw new IllegalStateException("no answer: " + message);
            } else if (!paidOut) {
                paidOut = true;
                enter(self, 10);
            } else {
                paidOut = false;
                if (--left == 0) finish.reached();
                else enter(self, -10);
            }
        }

        private void enter(Self<R> self, int amount) {
            random = random * 1_664_525 + 1_013_904_223;
            self.ask(accounts.get((random >>> 16) % ACCOUNTS), replyTo -> new Letter<>(replyTo, amount));
        }
    }
}
