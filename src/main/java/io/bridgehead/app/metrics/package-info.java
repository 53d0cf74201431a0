/**
 * What is counted for operators, at /q/metrics: one class for each area, a bean that reads counters the area keeps anyway. The
 * areas themselves know nothing of it. A class whose sources need no database may be a
 * {@link io.micrometer.core.instrument.binder.MeterBinder}; those are asked before the product starts.
 */
package io.bridgehead.app.metrics;
