/// What other modules and tests plug into a system: so far, the clock.
package dev.troupe.spi;
