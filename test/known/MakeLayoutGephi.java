import java.awt.Color;
import java.io.File;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gephi.graph.api.Edge;
import org.gephi.graph.api.Graph;
import org.gephi.graph.api.GraphController;
import org.gephi.graph.api.GraphModel;
import org.gephi.graph.api.Node;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.project.api.ProjectController;
import org.openide.util.Lookup;

/**
 * What Gephi reads in layout.gexf and layout.graphml beside this file: writes layout-gephi.json. Of Maven's package
 * org.gephi:gephi-toolkit:0.10.1, the jar with the classifier "all":
 *
 *   java -Djava.awt.headless=true -cp gephi-toolkit-0.10.1-all.jar MakeLayoutGephi.java FOLDER
 *
 * Gephi's own scaling of places and sizes to its window is off. A time without end goes on for ever: only starts are written.
 */
public class MakeLayoutGephi {
    static <T> T of(Class<T> service) {
        return Lookup.getDefault().lookup(service);
    }

    static String seen(File file) throws Exception {
        ProjectController projects = of(ProjectController.class);
        projects.newProject();
        Container container = of(ImportController.class).importFile(file);
        container.getLoader().setAutoScale(false);
        of(ImportController.class).process(container, new DefaultProcessor(), projects.getCurrentWorkspace());
        GraphModel model = of(GraphController.class).getGraphModel(projects.getCurrentWorkspace());
        Graph graph = model.getGraph();
        List<String> nodes = new ArrayList<>();
        for (int v = 0; v < graph.getNodeCount(); v++) {
            Node node = graph.getNode(String.valueOf(v)) != null ? graph.getNode(String.valueOf(v)) : graph.getNode("n" + v);
            Color colour = node.getColor();
            nodes.add(String.format(Locale.ROOT, "{\"label\": \"%s\", \"community\": %s, \"x\": %s, \"y\": %s, \"size\": %s, \"colour\": [%d, %d, %d]}",
                    node.getLabel().replace("\"", "\\\""), node.getAttribute(model.getNodeTable().hasColumn("v0") ? "v0" : "0"),
                    node.x(), node.y(), node.size(), colour.getRed(), colour.getGreen(), colour.getBlue()));
        }
        List<String> edges = new ArrayList<>();
        for (int e = 0; e < graph.getEdgeCount(); e++) {
            Edge edge = graph.getEdge(String.valueOf(e)) != null ? graph.getEdge(String.valueOf(e)) : graph.getEdge("e" + e);
            double start = edge.getIntervals().length > 0 ? edge.getIntervals()[0].getLow() : (Double) edge.getAttribute("time");
            edges.add(String.format(Locale.ROOT, "{\"ends\": [\"%s\", \"%s\"], \"weight\": %s, \"sign\": %s, \"start\": %s}",
                    edge.getSource().getLabel().replace("\"", "\\\""), edge.getTarget().getLabel().replace("\"", "\\\""), edge.getWeight(),
                    edge.getAttribute("sign"), start));
        }
        return String.format("{\"complaints\": \"%s\", \"directed\": %s,%n  \"nodes\": [%n   %s],%n  \"edges\": [%n   %s]}",
                container.getReport().getText().replace("\"", "\\\"").replace("\n", "\\n"), model.isDirected(), String.join(",\n   ", nodes),
                String.join(",\n   ", edges));
    }

    public static void main(String[] arguments) throws Exception {
        File folder = new File(arguments[0]);
        Files.writeString(new File(folder, "layout-gephi.json").toPath(),
                "{\n \"source\": \"gephi-toolkit 0.10.1\",\n \"gexf\": " + seen(new File(folder, "layout.gexf")) + ",\n \"graphml\": "
                        + seen(new File(folder, "layout.graphml")) + "\n}\n");
        System.exit(0);
    }
}
