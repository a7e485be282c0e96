package dev.troupe.bench.offload;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a program has to say, as Markdown: tables, goals, remarks.
final class Section {
    private final StringBuilder text = new StringBuilder();
    private final List<String> goals = new ArrayList<>();

    /// Begins a table.
    ///
    /// @param columns the first is text, the others are figures
    Section table(String... columns) {
        if (!text.isEmpty()) text.append('\n');
        text.append("| ").append(String.join(" | ", columns)).append(" |\n|---|")
                .append("--:|".repeat(columns.length - 1))
                .append('\n');
        return this;
    }

    /// A line of the table.
    Section row(String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
        return this;
    }

    Section remark(String line) {
        text.append('\n').append(line).append('\n');
        return this;
    }

    /// A goal that is met by figures not above a limit.
    Section atMost(String goal, String format, double measured, double limit) {
        return goal(goal, "≤ ", format, measured, limit, measured <= limit);
    }

    /// A goal that is met by figures not below a limit.
    Section atLeast(String goal, String format, double measured, double limit) {
        return goal(goal, "≥ ", format, measured, limit, measured >= limit);
    }

    private Section goal(String goal, String sign, String format, double measured, double limit, boolean met) {
        goals.add("| %s | %s%s | %s | %s |%n".formatted(goal, sign, show(format, limit), show(format, measured),
                met ? "met" : "**not met**"));
        return this;
    }

    static String show(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    @Override
    public String toString() {
        if (goals.isEmpty()) return text.toString();
        return text + "\n| goal | limit | measured | |\n|---|--:|--:|---|\n" + String.join("", goals);
    }
}
