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

import io.chatrelay.benchmarks.endtoend.load.IdleResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** CPU per delivery and memory per idle connection as bars. Each case has a scale of its own: compare within it. */
public final class SvgChart {

    private static final int WIDTH = 800;

    private static final int BARS_AT = 290;

    private static final int BARS_WIDTH = 390;

    private static final int BAR_HEIGHT = 16;

    private static final List<String> COLOURS = List.of("#1f77b4", "#b0b7bf", "#d9a441");

    private final Results results;

    private final StringBuilder shapes = new StringBuilder();

    private int y = 4;

    public SvgChart(Results results) {
        this.results = results;
    }

    /** A complete document; it can be used once. */
    public String text() {
        title("Server CPU per delivery, µs (shorter is better; each case has its own scale)");
        this.results.loads().cases().forEach(name -> bars(name, cpu(name)));
        if (!this.results.idles().isEmpty()) {
            title("Heap per idle connection, KiB");
            this.results.idles().cases().forEach(name -> bars(name, heap(name)));
        }
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" \
                font-family="sans-serif" font-size="12">
                <rect width="100%%" height="100%%" fill="white"/>
                %s</svg>
                """.formatted(WIDTH, this.y, WIDTH, this.y, this.shapes);
    }

    private List<Bar> cpu(String name) {
        List<Bar> bars = new ArrayList<>();
        for (String server : this.results.loads().servers(name)) {
            bars.add(new Bar(
                    server,
                    Spread.of(this.results.loads().of(name, server).stream()
                            .mapToDouble(run -> run.speed().cpuPerDelivery()))));
        }
        return bars;
    }

    private List<Bar> heap(String name) {
        List<Bar> bars = new ArrayList<>();
        for (String server : this.results.idles().servers(name)) {
            Spread.ofKnown(this.results.idles().of(name, server).stream().map(IdleResult::heap))
                    .ifPresent(heap -> bars.add(new Bar(server, heap)));
        }
        return bars;
    }

    private void title(String title) {
        this.y += 20;
        add("<text x=\"12\" y=\"%d\" font-weight=\"bold\">%s</text>", this.y, escape(title));
        this.y += 14;
    }

    private void bars(String name, List<Bar> bars) {
        double largest =
                bars.stream().mapToDouble(bar -> bar.spread().max()).max().orElse(1);
        add("<text x=\"12\" y=\"%d\">%s</text>", this.y + 12, escape(name));
        int colour = 0;
        for (Bar bar : bars) {
            int width = (int) Math.max(1, BARS_WIDTH * bar.spread().median() / largest);
            add(
                    "<text x=\"%d\" y=\"%d\" text-anchor=\"end\" fill=\"#555\">%s</text>",
                    BARS_AT - 6, this.y + 12, escape(bar.server()));
            add(
                    "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>",
                    BARS_AT, this.y, width, BAR_HEIGHT - 2, COLOURS.get(colour++ % COLOURS.size()));
            add(
                    "<text x=\"%d\" y=\"%d\">%s</text>",
                    BARS_AT + width + 6, this.y + 12, escape(bar.spread().text()));
            this.y += BAR_HEIGHT;
        }
        this.y += 10;
    }

    private void add(String format, Object... values) {
        this.shapes.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private record Bar(String server, Spread spread) {}
}
