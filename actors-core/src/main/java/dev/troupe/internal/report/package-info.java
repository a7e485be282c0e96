/// What must not go unseen: failures, dead letters, warnings. To listeners where there are some, else to the log.
package dev.troupe.internal.report;
