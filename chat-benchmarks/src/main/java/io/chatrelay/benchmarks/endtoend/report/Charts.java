/*
 * Copyright 2026 the Chat Relay authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.chatrelay.benchmarks.endtoend.report;

import io.chatrelay.benchmarks.endtoend.figures.Figure;
import io.chatrelay.benchmarks.endtoend.figures.Outcome.Table;
import io.chatrelay.benchmarks.endtoend.figures.Results;
import io.chatrelay.benchmarks.endtoend.figures.Results.Line;
import io.chatrelay.benchmarks.endtoend.figures.Spread;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Rectangle;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.StandardChartTheme;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.labels.ItemLabelAnchor;
import org.jfree.chart.labels.ItemLabelPosition;
import org.jfree.chart.labels.StandardCategoryItemLabelGenerator;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.CategoryItemRenderer;
import org.jfree.chart.renderer.category.LineAndShapeRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jfree.svg.SVGGraphics2D;

/** Pictures of the results, as SVG with real text on a white ground, so that they can be read on a dark page, too. */
final class Charts {
    private static final int WIDTH = 760;
    private static final int BAR_HEIGHT = 22;
    private static final int FRAME_HEIGHT = 110;
    private static final int LINES_HEIGHT = 380;
    private static final Pattern RATE = Pattern.compile("rooms-(\\d+)");
    private static final List<Color> COLOURS = List.of(new Color(0x1f77b4), new Color(0x8a8f94), new Color(0xd9a441));
    private static final Color GRID = new Color(0xd0d4d8);

    private final Results results;

    Charts(Results results) {
        this.results = results;
    }

    /** CPU per delivery, for each case with load. */
    Optional<String> cost() {
        DefaultCategoryDataset bars = new DefaultCategoryDataset();
        for (Line line : results.lines(Table.SPEED)) {
            line.spread(Figure.CPU).ifPresent(cpu -> bars.addValue(cpu.median(), line.server(), line.caseName()));
        }
        return bars("CPU of the server per delivery, µs (shorter is better)", bars);
    }

    /** Heap and RSS of an idle connection. */
    Optional<String> memory() {
        DefaultCategoryDataset bars = new DefaultCategoryDataset();
        for (Line line : results.lines(Table.IDLE)) {
            line.spread(Figure.HEAP)
                    .ifPresent(heap -> bars.addValue(heap.median(), line.server(), line.caseName() + ", heap"));
            line.spread(Figure.RESIDENT)
                    .ifPresent(rss -> bars.addValue(rss.median(), line.server(), line.caseName() + ", RSS"));
        }
        return bars("Memory of an idle connection, KiB (shorter is better)", bars);
    }

    /** The middle and the slow end of latency in rooms, by the rate at which is published. */
    Optional<String> latency() {
        List<Line> lines = results.lines(Table.SPEED).stream()
                .filter(line -> RATE.matcher(line.caseName()).matches())
                .sorted(Comparator.comparingInt(Charts::rate))
                .toList();
        DefaultCategoryDataset points = new DefaultCategoryDataset();
        for (String server : results.servers()) {
            for (Figure figure : List.of(Figure.P50, Figure.P99)) {
                String series = server + ", " + figure.title().replace(" ms", "");
                for (Line line : lines) {
                    if (line.server().equals(server)) {
                        double median = line.spread(figure).map(Spread::median).orElseThrow();
                        points.addValue(median, series, String.format(Locale.ROOT, "%,d", rate(line)));
                    }
                }
            }
        }
        return points.getRowCount() == 0 ? Optional.empty() : Optional.of(lines(points));
    }

    private static int rate(Line line) {
        Matcher rate = RATE.matcher(line.caseName());
        return rate.matches() ? Integer.parseInt(rate.group(1)) : 0;
    }

    private static Optional<String> bars(String title, DefaultCategoryDataset bars) {
        if (bars.getRowCount() == 0) {
            return Optional.empty();
        }
        JFreeChart chart =
                ChartFactory.createBarChart(title, null, null, bars, PlotOrientation.HORIZONTAL, true, false, false);
        BarRenderer renderer = new BarRenderer();
        renderer.setBarPainter(new StandardBarPainter());
        renderer.setShadowVisible(false);
        renderer.setItemMargin(0.05);
        renderer.setDefaultPositiveItemLabelPosition(
                new ItemLabelPosition(ItemLabelAnchor.OUTSIDE3, TextAnchor.CENTER_LEFT));
        style(chart, renderer, "#,##0.0");
        ((NumberAxis) chart.getCategoryPlot().getRangeAxis()).setNumberFormatOverride(format("#,##0.#"));
        for (int server = 0; server < bars.getRowCount(); server++) {
            renderer.setSeriesPaint(server, colour(server));
        }
        return Optional.of(svg(chart, FRAME_HEIGHT + bars.getColumnCount() * (bars.getRowCount() * BAR_HEIGHT + 10)));
    }

    private static String lines(DefaultCategoryDataset points) {
        JFreeChart chart = ChartFactory.createLineChart(
                "Latency in 200 rooms of 5, ms (lower is better)",
                "messages per second, all rooms together",
                null,
                points);
        LineAndShapeRenderer renderer = new LineAndShapeRenderer(true, true);
        LogAxis millis = new LogAxis();
        millis.setTickUnit(new NumberTickUnit(1));
        millis.setNumberFormatOverride(format("#,##0.##"));
        chart.getCategoryPlot().setRangeAxis(millis);
        style(chart, renderer, "#,##0.0");
        chart.getCategoryPlot().setRangeMinorGridlinesVisible(true);
        chart.getCategoryPlot().setRangeMinorGridlinePaint(GRID);
        // A server has two rows, the middle and the slow end.
        for (int row = 0; row < points.getRowCount(); row++) {
            renderer.setSeriesPaint(row, colour(row / 2));
            renderer.setSeriesStroke(row, stroke(row % 2 == 1));
        }
        return svg(chart, LINES_HEIGHT);
    }

    private static BasicStroke stroke(boolean dashed) {
        float[] dashes = {6, 4};
        return dashed
                ? new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dashes, 0)
                : new BasicStroke(2);
    }

    private static Color colour(int server) {
        return COLOURS.get(server % COLOURS.size());
    }

    private static void style(JFreeChart chart, CategoryItemRenderer renderer, String labels) {
        StandardChartTheme theme = new StandardChartTheme("plain");
        theme.setExtraLargeFont(new Font(Font.SANS_SERIF, Font.BOLD, 14));
        theme.setLargeFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        theme.setRegularFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        theme.setSmallFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
        theme.setPlotBackgroundPaint(Color.WHITE);
        theme.setRangeGridlinePaint(GRID);
        theme.setAxisOffset(RectangleInsets.ZERO_INSETS);
        CategoryPlot plot = chart.getCategoryPlot();
        plot.setRenderer(renderer);
        theme.apply(chart);
        chart.setBackgroundPaint(Color.WHITE);
        chart.setPadding(new RectangleInsets(8, 8, 8, 16));
        plot.setOutlineVisible(false);
        plot.getRangeAxis().setUpperMargin(0.12);
        renderer.setDefaultItemLabelGenerator(new StandardCategoryItemLabelGenerator("{2}", format(labels)));
        renderer.setDefaultItemLabelsVisible(true);
        chart.getLegend().setBorder(0, 0, 0, 0);
    }

    private static DecimalFormat format(String pattern) {
        return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
    }

    private static String svg(JFreeChart chart, int height) {
        SVGGraphics2D graphics = new SVGGraphics2D(WIDTH, height);
        chart.draw(graphics, new Rectangle(WIDTH, height));
        return graphics.getSVGElement();
    }
}
