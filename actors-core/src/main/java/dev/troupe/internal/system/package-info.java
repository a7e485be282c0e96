/// The system behind the public face: who drives the deque, and how it is closed.
package dev.troupe.internal.system;
