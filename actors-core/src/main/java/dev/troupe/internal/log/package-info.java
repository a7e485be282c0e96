/// The library's loggers. With `port` below everything else; knows nothing of actors.
package dev.troupe.internal.log;
