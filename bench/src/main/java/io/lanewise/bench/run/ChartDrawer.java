package io.lanewise.bench.run;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import javax.script.ScriptEngine;
import javax.script.ScriptException;
import org.openjdk.nashorn.api.scripting.NashornScriptEngineFactory;

/**
 * Draws charts as SVG with Apache ECharts, which the JVM runs by Nashorn. It measures no text, so it needs no font, no
 * window system and no native code, and draws the same bytes everywhere. Chart libraries in Java draw through AWT,
 * which needs installed fonts, and puts their sizes into the picture.
 */
final class ChartDrawer {
    private static final String ECHARTS = "/META-INF/resources/webjars/echarts/5.3.1/dist/echarts.common.js";

    /** What a browser has and ECharts asks for; nothing moves, so nothing is ever due. */
    private static final String BROWSER =
            "var self = this, global = this; function setTimeout() {} function clearTimeout() {}";

    private static final String DRAW = """
            var chart = echarts.init(null, null, {renderer: 'svg', ssr: true, width: width, height: height});
            chart.setOption(JSON.parse(option));
            chart.renderToSVGString();
            """;

    private final ScriptEngine engine = new NashornScriptEngineFactory().getScriptEngine("--language=es6");

    /** Takes some seconds: the JVM compiles ECharts. */
    ChartDrawer() throws IOException {
        try (Reader echarts =
                new InputStreamReader(ChartDrawer.class.getResourceAsStream(ECHARTS), StandardCharsets.UTF_8)) {
            engine.eval(BROWSER);
            engine.eval(echarts);
        } catch (ScriptException e) {
            throw new IllegalStateException(e);
        }
    }

    String svg(Chart chart) {
        engine.put("option", new Gson().toJson(chart.option()));
        engine.put("width", chart.width());
        engine.put("height", chart.height());
        try {
            // ECharts counts its charts in their identifiers, and a chart must not depend on those before it.
            return engine.eval(DRAW).toString().replaceAll("\\bzr\\d+-", "zr-") + "\n";
        } catch (ScriptException e) {
            throw new IllegalStateException(e);
        }
    }
}
