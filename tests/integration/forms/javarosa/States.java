import java.io.FileInputStream;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.condition.EvaluationContext;
import org.javarosa.core.model.condition.IFunctionHandler;
import org.javarosa.core.model.data.IAnswerData;
import org.javarosa.core.model.instance.InstanceInitializationFactory;
import org.javarosa.core.model.instance.TreeElement;
import org.javarosa.core.model.instance.TreeReference;
import org.javarosa.core.services.PropertyManager;
import org.javarosa.model.xform.XFormsModule;
import org.javarosa.xform.util.XFormUtils;

/** Prints what JavaRosa says of each item of filled-in XForms: path, relevant, required, valid, value. */
public class States {
    public static void main(String[] files) throws Exception {
        PropertyManager.setPropertyManager(new org.opendatakit.validate.StubPropertyManager());
        new XFormsModule().registerModule();
        for (int i = 1; i < files.length; i++) {
            System.out.println("FILE\t" + files[i]);
            try {
                print(files[i], files[0]);
            } catch (Throwable error) {
                System.out.println("ERROR\t" + String.valueOf(error.getMessage()).replaceAll("\\s+", " "));
            }
        }
    }

    static void print(String file, String looked_up) throws Exception {
        try (InputStream stream = new FileInputStream(file)) {
            FormDef form = XFormUtils.getFormFromInputStream(stream);
            form.getEvaluationContext().addFunctionHandler(new PullData(looked_up));
            form.initialize(true, new InstanceInitializationFactory());
            walk(form, form.getMainInstance().getRoot(), "");
        }
    }

    static void walk(FormDef form, TreeElement parent, String path) {
        for (int i = 0; i < parent.getNumChildren(); i++) {
            TreeElement child = parent.getChildAt(i);
            if (child.getMult() == TreeReference.INDEX_TEMPLATE || child.getName().equals("meta")) {
                continue;
            }
            String here = path + "/" + child.getName() + (child.isRepeatable() ? "[" + (child.getMult() + 1) + "]" : "");
            if (child.getNumChildren() > 0) {
                walk(form, child, here);
            } else if (!child.isRepeatable()) {
                show(form, child, here.substring(1));
            }
        }
    }

    static void show(FormDef form, TreeElement node, String path) {
        IAnswerData value = node.getValue();
        String valid;
        try {
            valid = value == null ? "null" : String.valueOf(form.evaluateConstraint(node.getRef(), value));
        } catch (RuntimeException error) {
            valid = "error";
        }
        String text = value == null ? "" : value.uncast().getString();
        System.out.println(path + "\t" + node.isRelevant() + "\t" + node.isRequired() + "\t" + valid + "\t" + text);
    }

    /** pulldata(): the one value given on the command line. */
    static class PullData implements IFunctionHandler {
        private final String value;

        PullData(String value) {
            this.value = value;
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
            return value;
        }
    }
}
