package dev.troupe.supervision;

/// Who is restarted when one child has to be.
enum Strategy {
    ONE_FOR_ONE, ONE_FOR_ALL, REST_FOR_ONE
}
