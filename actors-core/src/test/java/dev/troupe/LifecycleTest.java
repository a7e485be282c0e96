package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// How actors come and go, and what their names do meanwhile. Holds invariants 3 and 6 (children end before parents).
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LifecycleTest {
    private static LifecycleListener noting(Stage stage) {
        return new LifecycleListener() {
            @Override
            public void spawned(ActorRef<?> actor) {
                stage.say("+" + actor.name());
            }

            @Override
            public void stopped(ActorRef<?> actor) {
                stage.say((stage.lives(actor.name()) ? "?" : "-") + actor.name());
            }
        };
    }

    @Test
    @Tag("classpath")
    void aBodyThatReturnsFreesItsName() {
        try (Stage stage = new Stage()) {
            ActorRef<String> ref = stage.system.spawn("once", String.class, self -> stage.say(self.receive()));
            assertThat(stage.system.find("once", String.class)).contains(ref);
            ref.tell("hello");
            stage.settle();
            assertThat(stage.said()).isEqualTo("hello");
            assertThat(stage.system.find("once", String.class)).isEmpty();
            assertThat(stage.system.names()).isEmpty();
            assertThat(stage.failures).isEmpty();
        }
    }

    @Test
    void aHandlerThatStopsGetsNoFurtherMessage() {
        try (Stage stage = new Stage()) {
            stage.system.spawn("h", Integer.class, (self, n) -> {
                stage.say(n);
                if (n == 2) self.stop();
                stage.say("still");
            });
            for (int n = 1; n <= 4; n++) stage.system.tell("h", n);
            stage.settle();
            assertThat(stage.said()).isEqualTo("1 still 2 still");
            assertThat(stage.lives("h")).isFalse();
            assertThat(stage.deadLetters).extracting(DeadLetter::message).containsExactly(3, 4);
        }
    }

    @Test
    void aNameUsedAgainIsANewIncarnation() {
        try (Stage stage = new Stage()) {
            ActorRef<Integer> old = stage.system.spawn("name", Integer.class, self -> stage.say(self.receive()));
            old.tell(1);
            stage.settle();
            ActorRef<Integer> young = stage.system.spawn("name", Integer.class, (self, n) -> stage.say("new" + n));
            assertThat(young).isNotEqualTo(old);
            assertThat(young.incarnation()).isNotEqualTo(old.incarnation());
            assertThat(stage.system.find("name", Integer.class)).contains(young);
            assertThat(old.tell(2)).isEqualTo(SendResult.STOPPED);
            assertThat(young.tell(3)).isEqualTo(SendResult.ACCEPTED);
            stage.settle();
            assertThat(stage.said()).isEqualTo("1 new3");
            assertThat(stage.deadLetters).containsExactly(new DeadLetter("name", 2, DeadLetter.Reason.STOPPED));
        }
    }

    @Test
    void aContextFindsTheNewOwnerOfANameItHasUsed() {
        try (Stage stage = new Stage()) {
            stage.system.spawn("target", Integer.class, self -> stage.say("old" + self.receive()));
            stage.system.spawn("user", Integer.class, (self, n) -> self.tell("target", n));
            stage.system.tell("user", 1);
            stage.settle();
            stage.system.spawn("target", Integer.class, (self, n) -> stage.say("new" + n));
            stage.system.tell("user", 2);
            stage.settle();
            assertThat(stage.said()).isEqualTo("old1 new2");
        }
    }

    @Test
    void aNameIsTakenUntilItsActorHasEnded() {
        try (Stage stage = new Stage()) {
            ActorRef<Integer> ref = stage.system.spawn("name", Integer.class, self -> self.receive());
            stage.settle();
            stage.system.stop(ref);
            assertThatThrownBy(() -> stage.system.spawn("name", Integer.class, self -> {}))
                    .isInstanceOf(IllegalStateException.class).hasMessageContaining("name=name")
                    .hasMessageContaining("taken");
            stage.settle();
            stage.system.spawn("name", Integer.class, self -> {});
        }
    }

    @Test
    void listenersHearOfActorsInOrder() {
        try (Stage stage = new Stage()) {
            stage.system.onLifecycle(noting(stage));
            ActorRef<Integer> p = stage.system.spawn("p", Integer.class, self -> {
                self.spawn("a", Integer.class, kid -> kid.receive());
                self.spawn("b", Integer.class, (kid, n) -> {});
                stage.say("body");
                self.receive();
            });
            stage.settle();
            stage.system.stop(p);
            stage.settle();
            stage.assertSaid("+p +p/a +p/b body -p/b -p/a -p");
            assertThat(stage.said()).startsWith("+p +p/a +p/b body -p/").endsWith(" -p");
        }
    }

    @Test
    void anUnnamedActorGetsANameOfItsOwn() {
        try (Stage stage = new Stage()) {
            ActorRef<Integer> one = stage.system.spawn(Integer.class, (self, n) -> {});
            ActorRef<Integer> two = stage.system.spawn(Integer.class, self -> {
                stage.say(self.spawn(Integer.class, kid -> {}).name());
                self.receive();
            });
            stage.settle();
            assertThat(one.name()).isEqualTo("$1");
            assertThat(two.name()).isEqualTo("$2");
            assertThat(stage.said()).isEqualTo("$2/$3");
            assertThat(stage.system.names()).containsExactly("$1", "$2");
        }
    }

    @Test
    void knowsItsNameParentAndChildren() {
        try (Stage stage = new Stage()) {
            ActorRef<String> top = stage.system.spawn("top", String.class, self -> {
                assertThat(self.parent()).isEmpty();
                assertThat(self.children()).isEmpty();
                ActorRef<String> a = self.spawn("a", String.class, kid -> {
                    assertThat(kid.parent()).hasValueSatisfying(p -> assertThat(p.name()).isEqualTo("top"));
                    assertThat(kid.name()).isEqualTo("top/a");
                    assertThat(kid.ref().name()).isEqualTo("top/a");
                    assertThat(kid.system()).isSameAs(stage.system);
                    kid.receive();
                });
                ActorRef<String> b = self.spawn("b", String.class, (kid, m) -> {});
                assertThat(self.children()).isEqualTo(java.util.List.of(a, b));
                a.tell("end");
                self.receive();
                assertThat(self.children()).isEqualTo(java.util.List.of(b));
                stage.say("checked");
                self.receive();
            });
            stage.settle();
            top.tell("go");
            stage.settle();
            assertThat(stage.failures).isEmpty();
            assertThat(stage.said()).isEqualTo("checked");
            assertThat(stage.system.names()).containsExactly("top", "top/b");
            assertThat(stage.system.find("top/b", String.class)).isPresent();
        }
    }

    @Test
    void aBodyThatReturnsTakesItsChildrenAlong() {
        try (Stage stage = new Stage()) {
            stage.system.onLifecycle(noting(stage));
            stage.system.spawn("p", String.class, self -> {
                self.spawn("kid", String.class, kid -> kid.receive());
                self.yield();
            });
            stage.settle();
            assertThat(stage.said()).isEqualTo("+p +p/kid -p/kid -p");
        }
    }

    @Test
    void aStoppingActorSpawnsNoChildren() {
        try (Stage stage = new Stage()) {
            stage.system.spawn("p", String.class, self -> {
                self.stop();
                assertThatThrownBy(() -> self.spawn("kid", String.class, kid -> {}))
                        .isInstanceOf(IllegalStateException.class).hasMessageContaining("stopping")
                        .hasMessageContaining("name=kid").hasMessageContaining("parent=p");
                stage.say("refused");
            });
            stage.settle();
            assertThat(stage.failures).isEmpty();
            assertThat(stage.said()).isEqualTo("refused");
            assertThat(stage.system.names()).isEmpty();
        }
    }
}
