package dev.troupe.tools;

import dev.troupe.ActorRef;
import dev.troupe.ActorSystem;
import dev.troupe.Props;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Two hundred users, of whom some do something each tenth of a second, and of whom one leaves and another comes each second.
final class Users {
    private static final int USERS = 200;
    private static final int ACTIVE = 20;
    private static final int TICKS = 10;
    private static final Duration TICK = Duration.ofMillis(100);

    private Users() {}

    record Click(String page) {}

    static void start(ActorSystem system) {
        system.spawn("users", Object.class, self -> {
            List<ActorRef<Click>> users = new ArrayList<>();
            int born = 0;
            for (int tick = 0;; tick++) {
                while (users.size() < USERS) users.add(self.spawn(name(++born), user()));
                for (int i = 0; i < ACTIVE; i++)
                    users.get(self.random().nextInt(users.size())).tell(new Click("/start"));
                if (tick % TICKS == 0) system.stop(users.remove(self.random().nextInt(users.size())));
                self.sleep(TICK);
            }
        });
    }

    private static String name(int number) {
        return String.format(Locale.ROOT, "user-%04d", number);
    }

    private static Props<Click> user() {
        return Props.of(Click.class, () -> {
            int[] clicks = new int[1];
            return (_, _) -> clicks[0]++;
        }).group("user");
    }
}
