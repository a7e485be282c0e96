/// Will hold the Micrometer meters, the live dashboard, and the Prometheus and Grafana files that go with them.
/// Empty today.
package dev.troupe.ops;
