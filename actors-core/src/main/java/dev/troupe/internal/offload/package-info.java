/// How pools deal out their work: the queue with its bound and its line, the threads, each piece of work. Knows nothing of actors.
package dev.troupe.internal.offload;
