//! `json!`, for definitions and examples written in code.

/// A value written as JSON, expressions standing for values.
#[macro_export]
macro_rules! json {
    (null) => { $crate::Value::Null };
    ([ $($items:tt)* ]) => {{
        #[allow(unused_mut)]
        let mut list: Vec<$crate::Value> = Vec::new();
        $crate::json_items!(list $($items)*);
        $crate::Value::Array(list)
    }};
    ({ $($entries:tt)* }) => {{
        #[allow(unused_mut)]
        let mut map = $crate::Map::new();
        $crate::json_entries!(map $($entries)*);
        $crate::Value::Object(map)
    }};
    ($value:expr) => { $crate::Value::from($value) };
}

/// The items of a list; part of [`json!`].
#[doc(hidden)]
#[macro_export]
macro_rules! json_items {
    ($list:ident) => {};
    ($list:ident null $(, $($rest:tt)*)?) => { $list.push($crate::Value::Null); $crate::json_items!($list $($($rest)*)?); };
    ($list:ident [ $($inner:tt)* ] $(, $($rest:tt)*)?) => {
        $list.push($crate::json!([ $($inner)* ]));
        $crate::json_items!($list $($($rest)*)?);
    };
    ($list:ident { $($inner:tt)* } $(, $($rest:tt)*)?) => {
        $list.push($crate::json!({ $($inner)* }));
        $crate::json_items!($list $($($rest)*)?);
    };
    ($list:ident $value:expr $(, $($rest:tt)*)?) => {
        $list.push($crate::Value::from($value));
        $crate::json_items!($list $($($rest)*)?);
    };
}

/// The entries of an object; part of [`json!`].
#[doc(hidden)]
#[macro_export]
macro_rules! json_entries {
    ($map:ident) => {};
    ($map:ident $key:tt : null $(, $($rest:tt)*)?) => {
        $map.insert($key.into(), $crate::Value::Null);
        $crate::json_entries!($map $($($rest)*)?);
    };
    ($map:ident $key:tt : [ $($inner:tt)* ] $(, $($rest:tt)*)?) => {
        $map.insert($key.into(), $crate::json!([ $($inner)* ]));
        $crate::json_entries!($map $($($rest)*)?);
    };
    ($map:ident $key:tt : { $($inner:tt)* } $(, $($rest:tt)*)?) => {
        $map.insert($key.into(), $crate::json!({ $($inner)* }));
        $crate::json_entries!($map $($($rest)*)?);
    };
    ($map:ident $key:tt : $value:expr $(, $($rest:tt)*)?) => {
        $map.insert($key.into(), $crate::Value::from($value));
        $crate::json_entries!($map $($($rest)*)?);
    };
}
