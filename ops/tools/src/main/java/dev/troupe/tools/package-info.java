/// What `ops/troupe dashboard` and `ops/troupe top` start, and the lively system that they show.
@org.jspecify.annotations.NullMarked
package dev.troupe.tools;
