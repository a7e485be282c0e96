/// Routers: who shares messages out among workers, by one of four rules. Start at [dev.troupe.routing.Router].
package dev.troupe.routing;
