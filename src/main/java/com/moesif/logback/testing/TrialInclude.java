package com.moesif.logback.testing;

import ch.qos.logback.core.Context;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.model.IncludeModel;
import ch.qos.logback.core.model.Model;
import ch.qos.logback.core.model.processor.ModelHandlerBase;
import ch.qos.logback.core.model.processor.ModelInterpretationContext;
import ch.qos.logback.core.util.Loader;
import ch.qos.logback.core.util.OptionHelper;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import org.xml.sax.InputSource;

/** Includes a file or a resource as Logback does, but only where {@link TrialFiles} allows it. */
final class TrialInclude extends ModelHandlerBase {
    private final TrialConfigurator configurator;
    private final TrialFiles files;

    TrialInclude(Context context, TrialConfigurator configurator, TrialFiles files) {
        super(context);
        this.configurator = configurator;
        this.files = files;
    }

    @Override
    protected Class<IncludeModel> getSupportedModelClass() {
        return IncludeModel.class;
    }

    @Override
    public void handle(ModelInterpretationContext interpretation, Model model) {
        IncludeModel include = (IncludeModel) model;
        boolean isFile = !OptionHelper.isNullOrEmptyOrAllSpaces(include.getFile());
        if (isFile != OptionHelper.isNullOrEmptyOrAllSpaces(include.getResource())) {
            addError("An <include> has one of the attributes file, resource and url.");
            return;
        }
        String name = interpretation.subst(isFile ? include.getFile() : include.getResource());
        String element = "<include " + (isFile ? "file" : "resource") + "=\"" + name + "\">";
        if (isFile && files.isElsewhere(name)) {
            addWarn("Skipped here, where only files beside or below the configuration are read, unless --env is given: "
                    + element + ".");
            return;
        }
        String objection = !files.mayInclude() ? TrialFiles.tooManyIncludes() : isFile ? files.objection(name) : null;
        if (objection != null) {
            addError(element + " is not read: " + objection + ".");
            return;
        }
        try (InputStream in = isFile ? new FileInputStream(name) : resource(name)) {
            Model included = configurator.included(new InputSource(in));
            if (included != null) {
                include.getSubModels().addAll(included.getSubModels());
            }
        } catch (IOException e) {
            if (!OptionHelper.toBoolean(include.getOptional(), false)) {
                addWarn(element + " is not read: there is none that can be read.");
            }
        } catch (JoranException e) {
            addError(element + " is not read: it is no configuration that Logback can read.");
        }
    }

    private static InputStream resource(String name) throws IOException {
        URL found = Loader.getResourceBySelfClassLoader(name);
        if (found == null) {
            throw new IOException();
        }
        URLConnection opened = found.openConnection();
        // A jar would stay open.
        opened.setUseCaches(false);
        return opened.getInputStream();
    }
}
