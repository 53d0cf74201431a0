/**
 * What is counted for operators, at /q/metrics: one class for each area, a bean that implements
 * {@link io.micrometer.core.instrument.binder.MeterBinder} and reads counters the area keeps anyway. The areas themselves know
 * nothing of it.
 */
package io.bridgehead.app.metrics;
