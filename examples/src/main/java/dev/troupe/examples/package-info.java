/// One idea, one screen, one asserted output each; [dev.troupe.examples.Demo] starts them.
package dev.troupe.examples;
