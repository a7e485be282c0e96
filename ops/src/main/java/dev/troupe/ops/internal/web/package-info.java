/// Connections: who may ask, how many at once and for how long; the page's files, streams, and the way from a path to its view.
package dev.troupe.ops.internal.web;
