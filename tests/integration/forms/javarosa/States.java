import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.FileReader;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.QuestionDef;
import org.javarosa.core.model.SelectChoice;
import org.javarosa.core.model.condition.EvaluationContext;
import org.javarosa.core.model.condition.IFunctionHandler;
import org.javarosa.core.model.data.IAnswerData;
import org.javarosa.core.model.instance.InstanceInitializationFactory;
import org.javarosa.core.model.instance.TreeElement;
import org.javarosa.core.model.instance.TreeReference;
import org.javarosa.core.services.PropertyManager;
import org.javarosa.form.api.FormEntryController;
import org.javarosa.form.api.FormEntryModel;
import org.javarosa.model.xform.XFormsModule;
import org.javarosa.xform.util.XFormAnswerDataParser;
import org.javarosa.xform.util.XFormUtils;
import org.javarosa.xpath.expr.XPathFuncExpr;

/**
 * Prints what JavaRosa says of each item of filled-in XForms: path, relevant, required, valid, value, choices.
 *
 * Arguments: a folder with the tables of pulldata() as tab-separated text, "new" or "saved", the files.
 */
public class States {
    public static void main(String[] arguments) throws Exception {
        PropertyManager.setPropertyManager(new org.opendatakit.validate.StubPropertyManager());
        new XFormsModule().registerModule();
        String files = arguments[2];
        try (BufferedReader reader = new BufferedReader(new FileReader(files, StandardCharsets.UTF_8))) {
            for (String file = reader.readLine(); file != null; file = reader.readLine()) {
                StringBuilder out = new StringBuilder("FILE\t" + file + "\n");
                try {
                    print(file, arguments[0], arguments[1].equals("new"), out);
                } catch (Throwable error) {
                    out.append("ERROR\t" + String.valueOf(error.getMessage()).replaceAll("\\s+", " ") + "\n");
                }
                System.out.print(out);
            }
        }
    }

    static void print(String file, String tables, boolean isNew, StringBuilder out) throws Exception {
        try (InputStream stream = new FileInputStream(file)) {
            FormDef form = XFormUtils.getFormFromInputStream(stream);
            form.getEvaluationContext().addFunctionHandler(new PullData(tables));
            form.initialize(isNew, new InstanceInitializationFactory());
            addCountedRows(form);
            if (!isNew) {
                openAgain(form);
            }
            give(form, Paths.get(file + ".answers"));
            Map<String, TreeElement> nodes = new LinkedHashMap<>();
            walk(form, form.getMainInstance().getRoot(), "", nodes);
            Map<String, String> states = new LinkedHashMap<>();
            nodes.forEach((path, node) -> states.put(path, state(form, node, path)));
            nodes.forEach((path, node) -> out.append(states.get(path) + "\t" + choices(form, node) + "\n"));
        }
    }

    /** Steps through the form as a person does, which adds the rows of repeats with a count. */
    static void addCountedRows(FormDef form) {
        FormEntryController controller = new FormEntryController(new FormEntryModel(form));
        while (controller.stepToNextEvent() != FormEntryController.EVENT_END_OF_FORM) {
            continue;
        }
    }

    /**
     * Opens a saved entry once more. A row that is added has only those calculations run that stand around or
     * below it; what other rows read of it follows when the entry is opened again.
     */
    static void openAgain(FormDef form) {
        form.initialize(false, new InstanceInitializationFactory());
    }

    /** Gives the answers of a file beside the form one by one, as a person does, which runs what they trigger. */
    static void give(FormDef form, Path file) throws java.io.IOException {
        if (!Files.exists(file)) {
            return;
        }
        Map<String, TreeElement> nodes = new LinkedHashMap<>();
        walk(form, form.getMainInstance().getRoot(), "", nodes);
        Map<String, String> answers = new HashMap<>();
        for (String line : Files.readAllLines(file)) {
            String[] parts = line.split("\t", 2);
            answers.put(parts[0], parts[1]);
        }
        for (String path : nodes.keySet()) {
            String text = answers.containsKey(path) ? answers.get(path) : answers.get(withoutGroups(path));
            if (text != null) {
                TreeElement node = nodes.get(path);
                QuestionDef question = FormDef.findQuestionByRef(node.getRef().genericize(), form);
                IAnswerData answer = text.isEmpty() ? null : XFormAnswerDataParser.getAnswerData(text, node.getDataType(), question);
                form.setValue(answer, node.getRef(), true);
            }
        }
    }

    static String withoutGroups(String path) {
        return path.replaceAll("(^|(?<=/))[^/\\[]+/", "");
    }

    static void walk(FormDef form, TreeElement parent, String path, Map<String, TreeElement> nodes) {
        for (int i = 0; i < parent.getNumChildren(); i++) {
            TreeElement child = parent.getChildAt(i);
            if (child.getMult() == TreeReference.INDEX_TEMPLATE || child.getName().equals("meta")) {
                continue;
            }
            String here = path + "/" + child.getName() + (child.isRepeatable() ? "[" + (child.getMult() + 1) + "]" : "");
            if (child.getNumChildren() > 0) {
                walk(form, child, here, nodes);
            } else if (!child.isRepeatable()) {
                nodes.put(here.substring(1), child);
            }
        }
    }

    static String state(FormDef form, TreeElement node, String path) {
        IAnswerData value = node.getValue();
        String valid;
        try {
            valid = value == null ? "null" : String.valueOf(form.evaluateConstraint(node.getRef(), value));
        } catch (RuntimeException error) {
            valid = "error";
        }
        String text = value == null ? "" : value.uncast().getString().replaceAll("[\\t\\r\\n]", " ");
        return String.join("\t", path, "" + node.isRelevant(), "" + node.isRequired(), valid, text);
    }

    /**
     * The choices a question offers here, or "-" where it has no list that is filtered. Asking takes away
     * an answer that is not among them, so it is put back.
     */
    static String choices(FormDef form, TreeElement node) {
        QuestionDef question = FormDef.findQuestionByRef(node.getRef().genericize(), form);
        if (question == null || question.getDynamicChoices() == null) {
            return "-";
        }
        try {
            IAnswerData answer = node.getValue();
            List<String> found = new ArrayList<>();
            for (SelectChoice choice : question.getDynamicChoices().getChoices(form, node.getRef())) {
                found.add(choice.getValue());
            }
            if (node.getValue() != answer) {
                form.setValue(answer, node.getRef(), true);
            }
            return "=" + String.join("\u0001", found);
        } catch (RuntimeException error) {
            return "-";
        }
    }

    /** pulldata() from tab-separated tables. */
    static class PullData implements IFunctionHandler {
        private final String folder;
        private static final Map<String, List<String[]>> READ = new HashMap<>();

        PullData(String folder) {
            this.folder = folder;
        }

        public String getName() {
            return "pulldata";
        }

        public List<Class[]> getPrototypes() {
            return Collections.emptyList();
        }

        public boolean rawArgs() {
            return true;
        }

        public boolean realTime() {
            return false;
        }

        public Object eval(Object[] arguments, EvaluationContext context) {
            String[] asked = new String[arguments.length];
            for (int i = 0; i < asked.length; i++) {
                asked[i] = XPathFuncExpr.toString(arguments[i]);
            }
            List<String[]> rows = READ.computeIfAbsent(asked[0], this::read);
            int column = List.of(rows.get(0)).indexOf(asked[1]), key = List.of(rows.get(0)).indexOf(asked[2]);
            for (String[] row : rows) {
                if (row != rows.get(0) && row[key].equals(asked[3])) {
                    return row[column];
                }
            }
            return "";
        }

        private List<String[]> read(String table) {
            try {
                List<String[]> rows = new ArrayList<>();
                for (String line : Files.readAllLines(Paths.get(folder, table + ".tsv"))) {
                    rows.add(line.split("\t", -1));
                }
                return rows;
            } catch (java.io.IOException error) {
                throw new IllegalStateException(error);
            }
        }
    }
}
