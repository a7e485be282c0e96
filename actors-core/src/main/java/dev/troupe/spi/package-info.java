/// What other modules and tests plug into a system, or see of it: the clock, figures to be polled, and probes.
///
/// These types know nothing but the JDK's: who an actor is is said by its name, what a message is by the name of its class. So
/// meters, dashboards and other processes can hold and send them as they are, and keep nothing of the system alive.
package dev.troupe.spi;
