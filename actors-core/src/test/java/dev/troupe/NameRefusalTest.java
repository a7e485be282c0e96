package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What an actor may not be called. Holds invariant 10: each refusal names the rule and the value.
class NameRefusalTest {
    private final Stage stage = new Stage();

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {"\"\", blank, name=''", "\"  \", blank, name='  '",
        "a/b, '/', name='a/b'",
        "a@b, '@', name='a@b'", "$1, '$', name='$1'", "$, '$', name='$'"})
    @Tag("classpath")
    void namesTheRuleAndTheValue(String name, String rule, String value) {
        try (stage) {
            assertThatThrownBy(() -> stage.system.spawn(name, Integer.class, self -> {}))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(rule)
                    .hasMessageContaining(value);
            assertThat(stage.system.names()).isEmpty();
        }
    }

    @Test
    void controlCharacters() {
        try (stage) {
            for (char c : new char[] {'\n', '\t', 0, 0x1b, 0x7f, 0x85})
                assertThatThrownBy(() -> stage.system.spawn("ab" + c, Integer.class, self -> {}))
                        .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("control character")
                        .hasMessageContaining("U+%04X at 2".formatted((int) c)).hasMessageContaining("name='ab")
                        .hasMessageNotContaining(String.valueOf(c));
        }
    }

    @Test
    void lengths() {
        try (stage) {
            assertThatCode(() -> stage.system.spawn("x".repeat(255), Integer.class, self -> {}))
                    .doesNotThrowAnyException();
            assertThatThrownBy(() -> stage.system.spawn("y".repeat(256), Integer.class, self -> {}))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("255")
                    .hasMessageContaining("length=256").hasMessageContaining("name=yyyy");
        }
    }

    @Test
    void nullNames() {
        try (stage) {
            assertThatThrownBy(() -> stage.system.spawn(null, Integer.class, self -> {}))
                    .isInstanceOf(NullPointerException.class).hasMessageContaining("name=null");
            assertThatThrownBy(() -> stage.system.tell(null, 1)).isInstanceOf(NullPointerException.class)
                    .hasMessageContaining("name=null");
            assertThatThrownBy(() -> stage.system.find(null, Integer.class)).isInstanceOf(NullPointerException.class)
                    .hasMessageContaining("name=null");
        }
    }

    @Test
    void theSameRulesForChildren() {
        try (stage) {
            stage.system.spawn("p", Integer.class, self -> {
                assertThatThrownBy(() -> self.spawn("a/b", Integer.class, kid -> {}))
                        .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("'/'");
                self.spawn("a", Integer.class, kid -> kid.receive());
                assertThatThrownBy(() -> self.spawn("a", Integer.class, kid -> {}))
                        .isInstanceOf(IllegalStateException.class).hasMessageContaining("name=p/a");
                stage.say("refused");
            });
            stage.settle();
            assertThat(stage.failures).isEmpty();
            assertThat(stage.said()).isEqualTo("refused");
        }
    }

    @Test
    void aNameThatIsTaken() {
        try (stage) {
            stage.system.spawn("a", Integer.class, self -> {});
            assertThatThrownBy(() -> stage.system.spawn("a", String.class, self -> {}))
                    .isInstanceOf(IllegalStateException.class).hasMessageContaining("free")
                    .hasMessageContaining("name=a");
        }
    }

    @Test
    void ordinaryNamesAreAllowed() {
        try (stage) {
            for (String name : new String[] {"a b", "a$", "Ünïcode-7", "日本", "a.b:c#d"})
                stage.system.spawn(name, Integer.class, (self, n) -> stage.say(n));
            stage.system.tell("日本", 1);
            stage.settle();
            assertThat(stage.said()).isEqualTo("1");
        }
    }

    @Test
    void aBlankSystemName() {
        assertThatThrownBy(() -> ActorSystem.builder().name(" ")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("blank").hasMessageContaining("name=' '");
    }
}
