/** Stands in for object-inspect in the bundle for Workers, where it only words the message of a fault that does not come. */
module.exports = String
