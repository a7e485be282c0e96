package dev.troupe.internal.registry;

/// The rules for an actor's name.
///
/// A child is called `parent/child`; `@` is kept for the machine an actor lives on, and a leading `$` for names the system
/// makes up.
public final class Names {
    /// The longest name allowed, in characters.
    public static final int MAX_LENGTH = 255;

    private Names() {}

    /// Checks what a user gave as the name of a new actor.
    ///
    /// @return the name
    /// @throws NullPointerException if it is null
    /// @throws IllegalArgumentException if it breaks a rule; the text names the rule and the value
    public static String check(String name) {
        if (name == null) throw new NullPointerException("actor name must not be null: name=null");
        if (name.isBlank()) throw refused("must not be blank", name);
        if (name.length() > MAX_LENGTH)
            throw new IllegalArgumentException(
                    "actor name must not be longer than " + MAX_LENGTH + " characters: length="
                            + name.length() + ", name=" + name.substring(0, 32) + "…");
        if (name.charAt(0) == '$') throw refused("must not start with '$', which marks names made by the system", name);
        for (int at = 0; at < name.length(); at++) {
            char c = name.charAt(at);
            if (c == '/') throw refused("must not contain '/', which joins a parent's name and a child's", name);
            if (c == '@') throw refused("must not contain '@', which is kept for the machine", name);
            if (Character.isISOControl(c))
                throw refused("must not contain a control character (U+%04X at %d)".formatted((int) c, at), name);
        }
        return name;
    }

    private static IllegalArgumentException refused(String rule, String name) {
        StringBuilder visible = new StringBuilder(name.length());
        for (char c : name.toCharArray()) visible.append(Character.isISOControl(c) ? '\uFFFD' : c);
        return new IllegalArgumentException("actor name " + rule + ": name='" + visible + "'");
    }
}
