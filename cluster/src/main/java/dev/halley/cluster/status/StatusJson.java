package dev.halley.cluster.status;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The nodes of a cluster for programs. Pure. */
public final class StatusJson {
    private static final JsonMapper JSON = new JsonMapper();

    private StatusJson() {}

    /**
     * An array of objects with {@code name}, {@code tier}, {@code pid} (null without a process),
     * {@code state} and {@code ports}.
     */
    public static String of(List<NodeStatus> nodes) {
        ArrayNode array = JSON.createArrayNode();
        for (NodeStatus status : nodes) {
            ObjectNode object = array.addObject();
            object.put("name", status.node().name());
            object.put("tier", status.node().tier().label());
            object.put("pid", status.process().map(mark -> (Long) mark.pid()).orElse(null));
            object.put("state", status.state().label());
            ObjectNode ports = object.putObject("ports");
            status.node().ports().forEach(ports::put);
        }
        return array.toPrettyString();
    }
}
