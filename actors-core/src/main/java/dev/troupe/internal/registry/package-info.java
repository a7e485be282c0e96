/// Names: which are allowed, and whose they are.
package dev.troupe.internal.registry;
