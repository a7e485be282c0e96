/// Generators for their own sake: stacks that yield values out and take values in. Knows nothing of actors.
///
/// Start at [dev.troupe.coroutine.Generator]. What else a `yield` is good for, each built on it:
///
/// | what it replaces | here |
/// |---|---|
/// | an iterator that keeps its place by hand | [dev.troupe.coroutine.Generator], in a `for` loop or as a stream |
/// | a pair of methods, before and after | [dev.troupe.coroutine.Resource]: one function, cut in two, for `try (…)` |
/// | a chain of listeners | [dev.troupe.coroutine.Pipeline] into a [dev.troupe.coroutine.Sink]: a loop over what will be sent |
/// | a stack kept by hand, because recursion overflows | [dev.troupe.coroutine.Recursion]: a function that calls itself, on the heap |
package dev.troupe.coroutine;
