/** Which version of the program this is: in the program itself, so that a built one knows it as well. */
import about from '../../package.json' with { type: 'json' }

/** As package.json says. */
export const version: string = about.version
