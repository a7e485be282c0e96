package dev.troupe.tools;

import dev.troupe.ActorContext;
import dev.troupe.ActorRef;
import dev.troupe.ActorSystem;
import java.time.Duration;

/// Ping-pong: ten times a second an umpire has a ball played, four hundred strokes long. The two players are linked.
final class Rally {
    private static final Duration BETWEEN = Duration.ofMillis(100);
    private static final int STROKES = 400;

    private Rally() {}

    record Ball(int strokes) {}

    static void start(ActorSystem system) {
        system.spawn("rally", Object.class, self -> {
            ActorRef<Ball> ping = self.spawn("ping", Ball.class, player -> {
                player.link(player.spawn("pong", Ball.class, opponent -> play(opponent, "rally/ping")));
                play(player, "rally/ping/pong");
            });
            while (true) {
                ping.tell(new Ball(STROKES));
                self.sleep(BETWEEN);
            }
        });
    }

    private static void play(ActorContext<Ball> self, String opponent) {
        while (true) {
            Ball ball = self.receive();
            if (ball.strokes() > 0) self.tell(opponent, new Ball(ball.strokes() - 1));
        }
    }
}
