package dev.troupe.ops.internal.api;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The parameters of a request. Each may come once, and none that the view doesn't know; all else is refused with 400.
public final class Parameters {
    private static final int SHOWN = 100;

    private final Map<String, String> values;

    private Parameters(Map<String, String> values) {
        this.values = values;
    }

    /// Takes a query apart.
    ///
    /// @param query what stands behind the question mark, as it came; null if nothing does
    public static Parameters of(@Nullable String query, Set<String> known) {
        Map<String, String> values = new LinkedHashMap<>();
        if (query == null || query.isEmpty()) return new Parameters(values);
        for (String part : query.split("&", -1)) {
            int equals = part.indexOf('=');
            String name = decode(equals < 0 ? part : part.substring(0, equals));
            String value = equals < 0 ? "" : decode(part.substring(equals + 1));
            if (!known.contains(name))
                throw refused("parameter must be one of " + known.stream().sorted().toList(), "parameter", name);
            if (values.put(name, value) != null) throw refused("parameter must come once", "parameter", name);
        }
        return new Parameters(values);
    }

    private static String decode(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '%') {
                boolean whole = at + 2 < text.length();
                int high = whole ? Character.digit(text.charAt(at + 1), 16) : -1;
                int low = whole ? Character.digit(text.charAt(at + 2), 16) : -1;
                if (high < 0 || low < 0) throw refused("percent must begin two hex digits", "query", text);
                bytes.write(high << 4 | low);
                at += 2;
            } else if (c > 0x7F) {
                throw refused("query must be ASCII", "query", text);
            } else {
                bytes.write(c == '+' ? ' ' : c);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
        } catch (CharacterCodingException _) {
            throw refused("query must be UTF-8", "query", text);
        }
    }

    /// A text, or what stands for none.
    public String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    String needed(String name) {
        String value = values.get(name);
        if (value == null || value.isEmpty()) throw refused(name + " must be given", name, "");
        return value;
    }

    int number(String name, int least, int most, int otherwise) {
        String value = values.get(name);
        if (value == null) return otherwise;
        String rule = name + " must be a number from " + least + " to " + most;
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) return number;
        } catch (NumberFormatException _) {
            // refused below
        }
        throw refused(rule, name, value);
    }

    boolean flag(String name, boolean otherwise) {
        String value = values.get(name);
        if (value == null) return otherwise;
        if (value.equals("true")) return true;
        if (value.equals("false")) return false;
        throw refused(name + " must be true or false", name, value);
    }

    <E extends Enum<E>> @Nullable E choice(String name, Class<E> type) {
        String value = values.get(name);
        if (value == null || value.isEmpty()) return null;
        for (E constant : type.getEnumConstants())
            if (constant.name().toLowerCase(Locale.ROOT).equals(value)) return constant;
        StringBuilder all = new StringBuilder();
        for (E constant : type.getEnumConstants())
            all.append(all.isEmpty() ? "" : ", ").append(constant.name().toLowerCase(Locale.ROOT));
        throw refused(name + " must be one of " + all, name, value);
    }

    private static RefusedException refused(String rule, String name, String value) {
        String shown = value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "…";
        return new RefusedException(400, rule + ": " + name + "=" + shown);
    }
}
