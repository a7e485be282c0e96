/// What `ops/troupe dashboard` and `ops/troupe top` start.
package dev.troupe.tools;
