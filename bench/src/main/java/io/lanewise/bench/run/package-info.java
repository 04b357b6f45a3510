/**
 * Starts the forks, stores what they measure, and writes the pages.
 *
 * <p>{@link io.lanewise.bench.run.BenchmarkRun} is a run, {@link io.lanewise.bench.run.StoredRun} is what is kept of
 * it, and {@link io.lanewise.bench.run.Report} its report. {@link io.lanewise.bench.run.Pages} writes every page again
 * that is made of stored runs. {@code ReportCharts} chooses a report's charts, {@code Chart} describes one, {@code
 * ChartDrawer} draws it.
 */
package io.lanewise.bench.run;
