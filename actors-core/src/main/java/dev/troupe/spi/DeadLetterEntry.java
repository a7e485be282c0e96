package dev.troupe.spi;

/// A message that no actor will process, without its body.
///
/// {@snippet file="dev/troupe/InspectionSnippetsTest.java" region="probe"}
///
/// @param atMillis when, in milliseconds since 1970, by the system's clock
/// @param recipient the name it was sent to
/// @param message the class of the message
/// @param reason why, as `DeadLetter.Reason` in lower case
public record DeadLetterEntry(long atMillis, String recipient, String message, String reason) {}
