import { xml, type XmlElement } from '../core/index.js';
import {
  FORM_TYPE,
  NS_DATA_FORMS,
  fieldTexts,
  type DataForm,
  type FormField,
} from './data-forms.js';
import { fieldMediaElement } from './media.js';
import { fieldValidationElement } from './validation.js';

/**
 * `<x/>` with all of a form (XEP-0004 section 3), `FORM_TYPE` first.
 *
 * A submission says names and values alone: "the 'type' attribute … is OPTIONAL" there, and the asker
 * knows the rest.
 */
export const dataFormElement = (form: DataForm): XmlElement => {
  const write = form.type === 'submit' ? submittedField : fullField;
  return xml(
    'x',
    { xmlns: NS_DATA_FORMS, type: form.type },
    form.title === undefined ? undefined : xml('title', {}, form.title),
    form.instructions.map((text) => xml('instructions', {}, text)),
    form.formType === undefined
      ? undefined
      : xml('field', { var: FORM_TYPE, type: 'hidden' }, xml('value', {}, form.formType)),
    form.fields.map(write),
    form.reported &&
      xml(
        'reported',
        {},
        form.reported.map(({ var: name, type, label }) => xml('field', { var: name, type, label })),
      ),
    (form.items ?? []).map((row) => xml('item', {}, row.map(submittedField))),
  );
};

/** `<x type='cancel'/>`: the form is given up (section 3.1). */
export const cancelForm = (): XmlElement => xml('x', { xmlns: NS_DATA_FORMS, type: 'cancel' });

const submittedField = (field: FormField): XmlElement =>
  xml('field', { var: field.var }, valueElements(field));

const fullField = (field: FormField): XmlElement =>
  xml(
    'field',
    { var: field.var, type: field.type, label: field.label },
    field.description === undefined ? undefined : xml('desc', {}, field.description),
    field.required === true && xml('required'),
    valueElements(field),
    'options' in field &&
      field.options.map(({ value, label }) => xml('option', { label }, xml('value', {}, value))),
    field.media && fieldMediaElement(field.media),
    field.validation && fieldValidationElement(field.validation),
  );

const valueElements = (field: FormField): XmlElement[] =>
  fieldTexts(field).map((value) => xml('value', {}, value));
