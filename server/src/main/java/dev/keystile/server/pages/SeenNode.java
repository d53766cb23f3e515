package dev.keystile.server.pages;

import dev.keystile.inspect.Node;
import java.util.List;

/**
 * A node of an inspection as the template takes it.
 *
 * @param type {@code text}, {@code section} or {@code problem}
 * @param label the field's name, or the problem's place
 * @param value what it holds or is, or what is wrong
 * @param note what the value means; empty when it needs no words
 * @param nodes the nodes of a section
 */
record SeenNode(String type, String label, String value, String note, List<SeenNode> nodes) {

    static List<SeenNode> of(List<Node> nodes) {
        return nodes.stream().map(SeenNode::of).toList();
    }

    private static SeenNode of(Node node) {
        return node.fold(
                text -> new SeenNode("text", text.label(), text.value(), text.note(), List.of()),
                section -> new SeenNode("section", section.label(), section.title(), "", of(section.nodes())),
                problem -> new SeenNode("problem", problem.place(), problem.sentence(), "", List.of()));
    }
}
