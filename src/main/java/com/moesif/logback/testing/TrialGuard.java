package com.moesif.logback.testing;

import ch.qos.logback.core.Context;
import ch.qos.logback.core.model.Model;
import ch.qos.logback.core.model.processor.ModelHandlerBase;
import ch.qos.logback.core.model.processor.ModelHandlerException;
import ch.qos.logback.core.model.processor.ModelInterpretationContext;
import java.util.function.Function;

/** Stands before a handler of Logback's that reads a file whole, whatever it is. */
final class TrialGuard extends ModelHandlerBase {
    private final ModelHandlerBase guarded;
    private final Function<Model, String> fileOf;
    private final TrialFiles files;

    /** @param fileOf what an element names; null for none */
    TrialGuard(Context context, ModelHandlerBase guarded, Function<Model, String> fileOf, TrialFiles files) {
        super(context);
        this.guarded = guarded;
        this.fileOf = fileOf;
        this.files = files;
    }

    @Override
    public void handle(ModelInterpretationContext interpretation, Model model) throws ModelHandlerException {
        String file = interpretation.subst(fileOf.apply(model));
        String objection = file == null ? null : files.objection(file);
        if (objection == null) {
            guarded.handle(interpretation, model);
        } else {
            addError("<" + model.getTag() + " file=\"" + file + "\"> is not read: " + objection + ".");
        }
    }
}
